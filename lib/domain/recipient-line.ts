import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from "libphonenumber-js/min";
import { formatAddress } from "./phone-address";

export type Recipient = {
  /** As it was written, without blanks around it. */
  text: string;
  /** `unlikely`: can be sent, but the number does not look like one in use. */
  verdict: "ready" | "unlikely" | "invalid";
  /** Why it is not `ready`, to stand behind "Line 4: ". */
  reason: string | null;
  /** Null only when invalid. */
  e164: string | null;
  country: string | null;
};

export type RecipientRow = Recipient & {
  /** Counted from 1. */
  line: number;
  /** The earlier line with the same number; such a row is not sent again. */
  sameAsLine: number | null;
};

export type RecipientOptions = {
  /** ISO code of the country that numbers without a country code belong to. */
  defaultCountry?: string | null;
  /** ISO code to suggest in words when there is no default, such as the viewer's country. */
  likelyCountry?: string | null;
};

/** Reads one pasted phone number, whatever its punctuation. Never throws. */
export function parseRecipient(line: string, options: RecipientOptions = {}): Recipient {
  const text = line.replace(/\p{Cf}/gu, "").trim();
  const number = text
    .normalize("NFKC")
    .replace(/^["'<]+|["'>]+$/g, "")
    .replace(/^(tel|sms|whatsapp|rcs|messenger):/i, "")
    .trim()
    .replace(/^00/, "+");

  const defaultCountry = supportedCountry(options.defaultCountry);
  const phone = parsePhoneNumberFromString(number, { defaultCountry, extract: false });
  const fault = faultOf(number, phone, defaultCountry, supportedCountry(options.likelyCountry));
  if (fault !== null || !phone) {
    return { text, verdict: "invalid", reason: fault, e164: null, country: null };
  }
  const found = { text, e164: phone.number, country: formatAddress(phone.number).country };
  if (phone.isValid()) return { ...found, verdict: "ready", reason: null };
  return { ...found, verdict: "unlikely", reason: "not a number known to be in use. Check it" };
}

/**
 * Reads a pasted list: one number a line, or with commas or semicolons between them. Empty places
 * are left out; a number that came before is marked with that line.
 */
export function parseRecipients(text: string, options: RecipientOptions = {}): RecipientRow[] {
  const firstLineOf = new Map<string, number>();
  return text
    .split(/[\r\n,;]+/)
    .filter((part) => part.trim() !== "")
    .map((part, index) => {
      const recipient = parseRecipient(part, options);
      const line = index + 1;
      const sameAsLine = recipient.e164 ? (firstLineOf.get(recipient.e164) ?? null) : null;
      if (recipient.e164 && sameAsLine === null) firstLineOf.set(recipient.e164, line);
      return { ...recipient, line, sameAsLine };
    });
}

function faultOf(
  number: string,
  phone: PhoneNumber | undefined,
  defaultCountry: CountryCode | undefined,
  likelyCountry: CountryCode | undefined,
): string | null {
  if (number === "") return "empty";
  if (!/\d/.test(number)) return "not a phone number";
  if (phone?.ext) return "has an extension, which cannot be written to";
  if (phone?.isPossible()) return null;
  if (/^\d{3,6}$/.test(number)) return "a short code, which cannot be written to";
  if (/[^\d\s()+.\-/]/.test(number)) return "not a phone number";
  if (!number.startsWith("+") && !defaultCountry) return missingCountry(number, likelyCountry);

  const country = phone ? `+${phone.countryCallingCode}` : "a phone number";
  switch (validatePhoneNumberLength(number, { defaultCountry })) {
    case "TOO_SHORT":
      return `too short for ${country}`;
    case "TOO_LONG":
      return `too long for ${country}`;
    case "INVALID_COUNTRY":
      return "begins with a country code that does not exist";
    default:
      return phone ? `not a number of ${country}` : "not a phone number";
  }
}

function missingCountry(number: string, likelyCountry: CountryCode | undefined): string {
  if (!likelyCountry) return "no country code. Write it as +49 …, with the country's own code";
  const guess = parsePhoneNumberFromString(number, {
    defaultCountry: likelyCountry,
    extract: false,
  });
  const example = guess?.isPossible()
    ? guess.formatInternational()
    : `+${getCountryCallingCode(likelyCountry)} …`;
  return `no country code. Write it as ${example}`;
}

function supportedCountry(code: string | null | undefined): CountryCode | undefined {
  return code && isSupportedCountry(code) ? code : undefined;
}

import { parsePhoneNumberFromString } from "libphonenumber-js/min";

export type AddressChannel = "sms" | "whatsapp" | "rcs" | "messenger" | "other";

type AddressOf<Kind extends string, Fields = unknown> = Fields & {
  kind: Kind;
  channel: AddressChannel;
  /** What stands behind the channel prefix, as it came. */
  local: string;
  /** False: not to be sent to. */
  isPossible: boolean;
  /** False while possible: worth a warning, no more. Twilio's own test numbers are such. */
  isValid: boolean;
};

export type PhoneAddress = AddressOf<
  "phone",
  {
    e164: string;
    /** ISO 3166-1 alpha-2, the likeliest when not valid; null for numbers of none, such as +800. */
    country: string | null;
    national: string;
  }
>;

export type TwilioAddress =
  | PhoneAddress
  | AddressOf<"short_code">
  /** A name in place of a number, such as `MILEPOST`. */
  | AddressOf<"sender_id">
  /** An RCS sender or a Messenger page or user. */
  | AddressOf<"channel_id">
  /** Also an address that Twilio has masked, such as `+1415555XXXX`. */
  | AddressOf<"unreadable">;

const channelOfPrefix: Readonly<Record<string, AddressChannel>> = {
  whatsapp: "whatsapp",
  rcs: "rcs",
  messenger: "messenger",
};

/**
 * Reads an address as Twilio writes it in From and To. Total: what cannot be read is `unreadable`.
 * Source: https://www.twilio.com/docs/messaging/channels and
 * https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id
 */
export function parseTwilioAddress(address: string): TwilioAddress {
  const { channel, local } = splitChannel(address);
  const phone = readPhone(local);
  if (phone) return { kind: "phone", channel, local, ...phone };

  const readable = { channel, local, isPossible: true, isValid: true } as const;
  if (channel === "sms") {
    if (/^\d{3,8}$/.test(local)) return { kind: "short_code", ...readable };
    if (isAlphanumericSenderId(local)) return { kind: "sender_id", ...readable };
  } else if (/^[\w.-]{1,100}$/.test(local)) {
    return { kind: "channel_id", ...readable };
  }
  return { kind: "unreadable", channel, local, isPossible: false, isValid: false };
}

/**
 * Up to 11 ASCII letters, digits, blanks and `- + _ &`, with one letter at least.
 * Source: https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id
 */
export function isAlphanumericSenderId(text: string): boolean {
  return /^(?=.*[a-z])[a-z0-9 +\-_&]{1,11}$/i.test(text);
}

export type AddressForEyes = {
  channel: AddressChannel;
  country: string | null;
  /** National format for a number of a country, else what stands behind the channel prefix. */
  text: string;
};

/** An address for people, such as `US` and `(415) 555-0137`. */
export function formatAddress(address: string): AddressForEyes {
  const parsed = parseTwilioAddress(address);
  const { channel } = parsed;
  if (parsed.kind !== "phone") return { channel, country: null, text: parsed.local };
  return { channel, country: parsed.country, text: parsed.national };
}

/**
 * The digits to look for in stored E.164 numbers when somebody types a number in any format:
 * without exit code, trunk zero and punctuation. Empty when the input is not a number.
 */
export function searchDigits(input: string): string {
  const { local } = splitChannel(
    input
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, "")
      .trim(),
  );
  if (!/^[+\d][\d\s().\-/]*$|^\([\d\s().\-/+]*$/.test(local)) return "";
  return local.replace(/\(0\)/g, "").replace(/\D/g, "").replace(/^0+/, "");
}

/** A phone number as Twilio wants it in From and To on a channel. */
export function toTwilioAddress(
  channel: "sms" | "mms" | "whatsapp" | "rcs" | "messenger",
  e164: string,
): string {
  return channel === "sms" || channel === "mms" ? e164 : `${channel}:${e164}`;
}

function splitChannel(address: string): { channel: AddressChannel; local: string } {
  const [, prefix, local] = /^([a-z][a-z0-9_-]*):(.*)$/is.exec(address) ?? [];
  if (prefix === undefined || local === undefined) return { channel: "sms", local: address };
  return { channel: channelOfPrefix[prefix.toLowerCase()] ?? "other", local };
}

type PhoneFields = Pick<PhoneAddress, "e164" | "country" | "national" | "isPossible" | "isValid">;

function readPhone(text: string): PhoneFields | null {
  if (!/^\+\d{1,15}$/.test(text)) return null;
  const phone = parsePhoneNumberFromString(text, { extract: false });
  if (!phone) {
    return { e164: text, country: null, national: text, isPossible: false, isValid: false };
  }
  // A code that countries share, such as +44, tells the country only of numbers in use.
  const country = phone.country ?? phone.getPossibleCountries()[0] ?? null;
  return {
    e164: phone.number,
    country,
    national: country ? phone.formatNational() : phone.formatInternational(),
    isPossible: phone.isPossible(),
    isValid: phone.isValid(),
  };
}

import { isAlphanumericSenderId, toTwilioAddress } from "./phone-address";
import { parseRecipient } from "./recipient-line";

export type SendChannel = "sms" | "mms" | "whatsapp" | "rcs";

/**
 * A sender as Twilio wants it in From, from what somebody typed: punctuation of a number is dropped and the
 * channel's prefix is put in front where it is missing. What is no number, name or short code stays as typed,
 * for the rules to judge. Never throws.
 */
export function toSenderAddress(channel: SendChannel, typed: string): string {
  const text = typed.trim();
  if (text === "") return "";
  const local = text.replace(/^(whatsapp|rcs|sms|tel):/i, "").trim();
  const number =
    /^[+(\d]/.test(local) && !/^\d{3,8}$/.test(local) ? parseRecipient(local).e164 : null;
  if (number) return toTwilioAddress(channel, number);
  if (channel === "whatsapp" || channel === "rcs") return `${channel}:${local}`;
  return isAlphanumericSenderId(local) ? local : text;
}

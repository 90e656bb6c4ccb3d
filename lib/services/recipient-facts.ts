import "server-only";
import { parseTwilioAddress } from "@/lib/domain/phone-address";

export type RecipientFacts = {
  channel: "sms" | "whatsapp" | "rcs" | "messenger" | "other";
  /** For search in any format; null when the address has none. */
  digits: string | null;
  country: string | null;
};

/** What a recipient's address tells about it. Throws nothing. */
export function describeRecipient(address: string): RecipientFacts {
  const parsed = parseTwilioAddress(address);
  const digits = parsed.local.replace(/\D/g, "").slice(0, 32);
  return {
    channel: parsed.channel,
    digits: digits === "" ? null : digits,
    country: parsed.kind === "phone" ? parsed.country : null,
  };
}

import "server-only";
import { describeRecipient } from "./recipient-facts";

const MAX_REMEMBERED = 5_000;

const remembered = new Map<string, string | null>();

/** The country of a recipient's number, null when it has none; the callbacks of one message work it out once. */
export function recipientCountry(address: string): string | null {
  const known = remembered.get(address);
  if (known !== undefined) return known;
  const { country } = describeRecipient(address);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(address, country);
  return country;
}

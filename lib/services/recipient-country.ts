import "server-only";
import { describeRecipient } from "./recipient-facts";

const MAX_REMEMBERED = 5_000;
/** `+1`, area code and exchange: what the North American plan tells of the country stands there. */
const NORTH_AMERICAN_PREFIX_LENGTH = 8;

const remembered = new Map<string, string | null>();

/** The country of a recipient's number, null when it has none; what was worked out once is remembered for a while. */
export function recipientCountry(address: string): string | null {
  const key = address.startsWith("+1")
    ? `${address.slice(0, NORTH_AMERICAN_PREFIX_LENGTH)} ${address.length}`
    : address;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const { country } = describeRecipient(address);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, country);
  return country;
}

import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A number in E.164 with its groups parted by blanks: `+1 415 555 0137`. Anything else as it came. */
export function formatInternational(e164: string): string {
  return parsePhoneNumberFromString(e164, { extract: false })?.formatInternational() ?? e164;
}

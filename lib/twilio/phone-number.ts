import "server-only";
import type { TwilioClient } from "./rest-client";

export type PhoneNumberResource = {
  phoneNumber: string;
  friendlyName: string | null;
  canMms: boolean;
};

/**
 * The account's own numbers that can send SMS, at most `limit`. Throws the helper library's errors.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export async function listSmsNumbers(
  client: TwilioClient,
  limit: number,
): Promise<PhoneNumberResource[]> {
  const numbers = await client.incomingPhoneNumbers.list({ limit });
  return numbers
    .filter(({ capabilities }) => capabilities?.sms)
    .map(({ phoneNumber, friendlyName, capabilities }) => ({
      phoneNumber,
      friendlyName: friendlyName || null,
      canMms: Boolean(capabilities?.mms),
    }));
}

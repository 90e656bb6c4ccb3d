import "server-only";
import type { SenderNumber } from "@/lib/contracts/sender-directory";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { listSmsNumbers } from "@/lib/twilio/phone-number";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { rememberFor } from "./remember";
import { twilioClient } from "./twilio-client";

const MAX_NUMBERS = 500;
const MAX_AGE_MS = 60_000;

const fetchNumbers = rememberFor(MAX_AGE_MS, (client: TwilioClient, _key: "all") =>
  listSmsNumbers(client, MAX_NUMBERS),
);

/**
 * The account's own numbers that can send, as they stood at most a minute ago. Throws `forbidden`, and
 * `upstream_failed` when Twilio does not tell.
 */
export async function listSenders(
  viewer: Viewer,
  client: TwilioClient = twilioClient(),
): Promise<SenderNumber[]> {
  assertCan(viewer, "messages.send");
  try {
    const numbers = await fetchNumbers(client, "all");
    return numbers.map(({ phoneNumber, friendlyName, canMms }) => ({
      address: phoneNumber,
      name: friendlyName,
      channel: "sms",
      canMms,
    }));
  } catch (cause) {
    throw new AppError("upstream_failed", "Twilio did not list the account's numbers.", { cause });
  }
}

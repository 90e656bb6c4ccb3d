import "server-only";
import type { ServiceNames } from "@/lib/contracts/service-names";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { listMessagingServiceResources } from "@/lib/twilio/messaging-service";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { rememberFor } from "./remember";
import { twilioClient } from "./twilio-client";

const MAX_SERVICES = 500;
const MAX_AGE_MS = 600_000;

const fetchNames = rememberFor(MAX_AGE_MS, async (client: TwilioClient, _key: "all") => {
  const services = await listMessagingServiceResources(client, MAX_SERVICES);
  return Object.fromEntries(services.map(({ sid, friendlyName }) => [sid, friendlyName]));
});

/**
 * What the account's Messaging Services were called at most ten minutes ago, by SID. Throws `forbidden`, and
 * `upstream_failed` when Twilio does not tell.
 */
export async function listServiceNames(
  viewer: Viewer,
  client: TwilioClient = twilioClient(),
): Promise<ServiceNames> {
  assertCan(viewer, "messages.read");
  try {
    return await fetchNames(client, "all");
  } catch (cause) {
    throw new AppError("upstream_failed", "Twilio did not list the Messaging Services.", { cause });
  }
}

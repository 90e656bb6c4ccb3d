import "server-only";
import type { MessagingService } from "@/lib/contracts/sender-directory";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { listMessagingServiceResources, listServiceSenders } from "@/lib/twilio/messaging-service";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { rememberFor } from "./remember";
import { twilioClient } from "./twilio-client";

const MAX_SERVICES = 100;
/** Each pool is four more calls, so only those of the first services are looked up. */
const MAX_POOLS = 12;
const MAX_SENDERS = 50;
const MAX_AGE_MS = 60_000;

const fetchServices = rememberFor(MAX_AGE_MS, async (client: TwilioClient, _key: "all") => {
  const services = await listMessagingServiceResources(client, MAX_SERVICES);
  const pools = await Promise.all(
    services
      .slice(0, MAX_POOLS)
      .map(({ sid }) => listServiceSenders(client, sid, MAX_SENDERS).catch(() => null)),
  );
  return services.map((service, index) => ({ ...service, senders: pools[index] ?? null }));
});

/**
 * The account's Messaging Services with their sender pools, as they stood at most a minute ago. Throws `forbidden`,
 * and `upstream_failed` when Twilio does not tell.
 */
export async function listMessagingServices(
  viewer: Viewer,
  client: TwilioClient = twilioClient(),
): Promise<MessagingService[]> {
  assertCan(viewer, "messages.send");
  try {
    return await fetchServices(client, "all");
  } catch (cause) {
    throw new AppError("upstream_failed", "Twilio did not list the Messaging Services.", { cause });
  }
}

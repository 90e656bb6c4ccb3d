import "server-only";
import type { SenderDirectory, SenderNumber } from "@/lib/contracts/sender-directory";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { log } from "@/lib/log";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { listMessagingServices } from "./list-messaging-services";
import { listSenders } from "./list-senders";
import { twilioClient } from "./twilio-client";

/**
 * Whom messages can come from: the account's numbers, its Messaging Services, and the WhatsApp and RCS senders in
 * their pools. What Twilio does not tell is missing, with a sentence that says so. Throws `forbidden` only.
 */
export async function getSenderDirectory(
  viewer: Viewer,
  client?: TwilioClient,
): Promise<SenderDirectory> {
  assertCan(viewer, "messages.send");
  const problems: string[] = [];
  const settle = async <Item>(list: () => Promise<Item[]>): Promise<Item[]> => {
    try {
      return await list();
    } catch (err) {
      log.warn({ err }, "Senders could not be listed");
      problems.push(err instanceof AppError ? err.message : "The senders could not be listed.");
      return [];
    }
  };
  const [numbers, services] = await Promise.all([
    settle(async () => listSenders(viewer, client ?? twilioClient())),
    settle(async () => listMessagingServices(viewer, client ?? twilioClient())),
  ]);
  const pooled = new Map(
    services.flatMap(({ friendlyName, senders }) =>
      (senders ?? []).flatMap((address) => {
        const sender = toChannelSender(address, friendlyName);
        return sender ? [[address, sender] as const] : [];
      }),
    ),
  );
  return {
    numbers: [...numbers, ...pooled.values()],
    services,
    problems: [...new Set(problems)],
  };
}

function toChannelSender(address: string, serviceName: string): SenderNumber | null {
  const channel = /^(whatsapp|rcs):/.exec(address)?.[1];
  if (channel !== "whatsapp" && channel !== "rcs") return null;
  return { address, name: `in ${serviceName}`, channel, canMms: null };
}

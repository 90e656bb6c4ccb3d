import "server-only";
import type { FetchedMessage } from "@/lib/contracts/message-deeds";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { findMessageResource } from "@/lib/twilio/message-resource";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { getSentMessage } from "./get-sent-message";
import { recordMessageResource } from "./record-message-resource";
import { twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

export type MessageDeedDependencies = { db?: Database; client?: TwilioClient };

/**
 * Asks Twilio what it says of a message now: one more status event, with segments and price. It settles a
 * contradiction. Throws `forbidden`, `not_found`, `conflict` and `upstream_failed`.
 */
export async function fetchMessageFromTwilio(
  viewer: Viewer,
  idOrSid: string,
  { db = database(), client }: MessageDeedDependencies = {},
): Promise<FetchedMessage> {
  assertCan(viewer, "messages.refresh");
  const message = await getSentMessage(db, idOrSid);
  const asked = client ?? twilioClient(message.account_sid);
  const resource = await findMessageResource(asked, message.sid).catch((error: unknown) => {
    throw upstreamFailure(error, "the reading");
  });
  if (!resource) {
    throw new AppError(
      "not_found",
      "Twilio does not know this message: it was deleted there, or it is another account's.",
    );
  }
  await recordMessageResource(db, resource, { source: "api", messageId: message.id });
  return { messageId: message.id, status: resource.status, before: message.status };
}

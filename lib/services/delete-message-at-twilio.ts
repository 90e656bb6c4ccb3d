import "server-only";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { markDeletedAtTwilio } from "@/lib/db/messages";
import { database } from "@/lib/db/prisma";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { deleteMessageResource } from "@/lib/twilio/message-resource";
import type { MessageDeedDependencies } from "./fetch-message-from-twilio";
import { getSentMessage } from "./get-sent-message";
import { twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

/**
 * Deletes a finished message at Twilio; its record and timeline stay here, marked. One that Twilio does not know any
 * more is marked too. Throws `forbidden`, `not_found`, `conflict` and `upstream_failed`.
 */
export async function deleteMessageAtTwilio(
  viewer: Viewer,
  idOrSid: string,
  { db = database(), client, now = new Date() }: MessageDeedDependencies & { now?: Date } = {},
): Promise<{ messageId: string }> {
  assertCan(viewer, "messages.delete");
  const message = await getSentMessage(db, idOrSid);
  const asked = client ?? twilioClient(message.account_sid);
  await deleteMessageResource(asked, message.sid).catch((error: unknown) => {
    throw upstreamFailure(error, "the deletion");
  });
  await markDeletedAtTwilio(db, message.id, now);
  await appendAuditEntry(db, { actor: viewer, action: "message.deleted", subject: message.id });
  return { messageId: message.id };
}

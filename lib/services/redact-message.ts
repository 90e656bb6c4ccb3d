import "server-only";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { redactStoredMessage } from "@/lib/db/message-redaction";
import { database } from "@/lib/db/prisma";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { redactMessageResource } from "@/lib/twilio/message-resource";
import type { MessageDeedDependencies } from "./fetch-message-from-twilio";
import { getMessageRecord } from "./get-sent-message";
import { twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

/**
 * Removes the text of a message, at Twilio first and then here: body, template variables, search words, and the text
 * that callbacks carried. Twilio does it for finished messages only. Throws `forbidden`, `not_found`, `conflict` and
 * `upstream_failed`; nothing is removed here then.
 */
export async function redactMessage(
  viewer: Viewer,
  idOrSid: string,
  { db = database(), client, now = new Date() }: MessageDeedDependencies & { now?: Date } = {},
): Promise<{ messageId: string; isGoneAtTwilio: boolean }> {
  assertCan(viewer, "messages.redact");
  const message = await getMessageRecord(db, idOrSid);
  let isGoneAtTwilio = message.sid === null || message.twilio_deleted_at !== null;
  if (message.sid !== null && !isGoneAtTwilio) {
    const asked = client ?? twilioClient(message.account_sid);
    const resource = await redactMessageResource(asked, message.sid).catch((error: unknown) => {
      throw upstreamFailure(error, "the redaction");
    });
    isGoneAtTwilio = resource === null;
  }
  await redactStoredMessage(db, { id: message.id, sid: message.sid, redactedAt: now });
  await appendAuditEntry(db, { actor: viewer, action: "message.redacted", subject: message.id });
  return { messageId: message.id, isGoneAtTwilio };
}

import "server-only";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { cancelMessageResource, findMessageResource } from "@/lib/twilio/message-resource";
import type { MessageDeedDependencies } from "./fetch-message-from-twilio";
import { getSentMessage } from "./get-sent-message";
import { recordMessageResource } from "./record-message-resource";
import { twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

/**
 * Cancels a message that Twilio keeps for later. When it is too late, what became of it instead is read and recorded.
 * Throws `forbidden`, `not_found`, `conflict` and `upstream_failed`.
 */
export async function cancelMessage(
  viewer: Viewer,
  idOrSid: string,
  { db = database(), client }: MessageDeedDependencies = {},
): Promise<{ messageId: string; status: string }> {
  assertCan(viewer, "messages.cancel");
  const message = await getSentMessage(db, idOrSid);
  if (message.status !== "scheduled") {
    throw new AppError("conflict", "Only a message that waits for its send time can be canceled.");
  }
  const asked = client ?? twilioClient(message.account_sid);
  try {
    const resource = await cancelMessageResource(asked, message.sid);
    if (!resource) throw new AppError("not_found", "Twilio does not know this message.");
    await recordMessageResource(db, resource, { source: "api", messageId: message.id });
    await appendAuditEntry(db, { actor: viewer, action: "message.canceled", subject: message.id });
    return { messageId: message.id, status: resource.status };
  } catch (error) {
    const failure = upstreamFailure(error, "the canceling");
    if (failure.code === "conflict") {
      const resource = await findMessageResource(asked, message.sid).catch(() => null);
      if (resource) {
        await recordMessageResource(db, resource, { source: "api", messageId: message.id });
      }
    }
    throw failure;
  }
}

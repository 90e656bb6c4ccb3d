import "server-only";
import { storedChannelSchema } from "@/lib/contracts/message";
import type { SendMessageInput, SendOutcome } from "@/lib/contracts/send-message";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import type { MessageDetailRecord } from "@/lib/db/messages";
import { database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import { whyNotResendable } from "@/lib/domain/resend-rules";
import type { Viewer } from "@/lib/domain/viewer";
import { getMessageRecord } from "./get-sent-message";
import { derivedSendKey } from "./send-key";
import { type SendDependencies, sendMessage } from "./send-message";

/**
 * Sends a failed message once more: a new message, linked to the old one, at once and with the same words. The same
 * `sendKey` never makes a second one. Throws `forbidden`, `not_found`, and `conflict` for one that did not fail or
 * whose text is gone.
 */
export async function resendMessage(
  viewer: Viewer,
  { messageId, sendKey }: { messageId: string; sendKey: string },
  { db = database(), ...rest }: SendDependencies = {},
): Promise<SendOutcome> {
  assertCan(viewer, "messages.send");
  const failed = await getMessageRecord(db, messageId);
  const reason = whyNotResendable({
    submission: failed.submission,
    outcome: failed.outcome,
    to: failed.to_address,
    isRedacted: failed.body_redacted_at !== null,
  });
  if (reason !== null) throw new AppError("conflict", reason);
  const outcome = await sendMessage(viewer, toInput(failed, derivedSendKey(sendKey, failed.id)), {
    ...rest,
    db,
    resentFromId: failed.id,
  });
  if (outcome.isNew) {
    await appendAuditEntry(db, {
      actor: viewer,
      action: "message.resent",
      subject: outcome.messageId,
      details: { instead_of: failed.id },
    });
  }
  return outcome;
}

function toInput(failed: MessageDetailRecord, sendKey: string): SendMessageInput {
  const isByService = failed.callback_mode === "service" && failed.messaging_service_sid !== null;
  return {
    sendKey,
    channel: storedChannelSchema.parse(failed.channel),
    to: failed.to_address ?? "",
    // A service picked the sender of the failed message; it may pick another one now.
    from: failed.messaging_service_sid === null ? (failed.from_address ?? undefined) : undefined,
    messagingServiceSid: failed.messaging_service_sid ?? undefined,
    callback: isByService ? "service" : "message",
    body: failed.body ?? undefined,
    mediaUrls: failed.media_urls,
    contentSid: failed.content_sid ?? undefined,
    contentVariables: failed.content_variables ?? undefined,
    validityPeriodSeconds: failed.validity_period_seconds ?? undefined,
    isSmartEncoded: failed.is_smart_encoded,
    reference: failed.reference ?? undefined,
    tags: failed.tags,
  };
}

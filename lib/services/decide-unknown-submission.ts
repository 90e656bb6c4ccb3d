import "server-only";
import type { SubmissionDecision } from "@/lib/contracts/unknown-submission";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import type { MessageDetailRecord } from "@/lib/db/messages";
import { type Database, database } from "@/lib/db/prisma";
import { listClaimedSids, markDecidedNotSent } from "@/lib/db/unknown-submissions";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { findMessageResource } from "@/lib/twilio/message-resource";
import type { MessageDeedDependencies } from "./fetch-message-from-twilio";
import { getMessageRecord } from "./get-sent-message";
import { recordMessageResource } from "./record-message-resource";
import { twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

/**
 * Takes a person's word on a message whose create call was not answered: this SID is it, which Twilio has to confirm,
 * or it was not sent. A callback that carries our id still overrules "not sent". Throws `forbidden`, `not_found`,
 * `conflict` when it was resolved meanwhile or the SID cannot be it, and `upstream_failed`.
 */
export async function decideUnknownSubmission(
  viewer: Viewer,
  messageId: string,
  decision: SubmissionDecision,
  { db = database(), client }: MessageDeedDependencies = {},
): Promise<{ messageId: string }> {
  assertCan(viewer, "messages.resolve");
  const message = await getMessageRecord(db, messageId);
  if (message.submission !== "unknown" || message.sid !== null) {
    throw new AppError("conflict", "It is known by now what became of this message.");
  }
  if (decision.kind === "not_sent") {
    const sentence = `${viewer.name} decided that it was not sent.`;
    if (!(await markDecidedNotSent(db, message.id, sentence))) {
      throw new AppError("conflict", "It is known by now what became of this message.");
    }
    await appendDecision(db, viewer, message.id, decision);
    return { messageId: message.id };
  }
  const { sid } = decision;
  const resource = await findMessageResource(client ?? twilioClient(), sid).catch(
    (error: unknown) => {
      throw upstreamFailure(error, "the look-up");
    },
  );
  if (!resource) throw wrongSid("Twilio does not know this SID.");
  if (!isSameRecipient(resource.to, message)) {
    throw wrongSid("This SID is of a message to somebody else.");
  }
  if ((await listClaimedSids(db, [sid])).length > 0) {
    throw wrongSid("Another message here has this SID already.");
  }
  await recordMessageResource(db, resource, { source: "api", messageId: message.id });
  await appendDecision(db, viewer, message.id, decision);
  return { messageId: message.id };
}

function appendDecision(
  db: Database,
  viewer: Viewer,
  messageId: string,
  { kind }: SubmissionDecision,
): Promise<void> {
  const entry = { actor: viewer, action: "message.decided", subject: messageId } as const;
  return appendAuditEntry(db, { ...entry, details: { as: kind } });
}

/** With address retention Twilio hides the last digits. */
function isSameRecipient(to: string | null, { to_address }: MessageDetailRecord): boolean {
  if (to === null || to_address === null) return true;
  const shown = to.replace(/[X*]+$/i, "");
  return to_address.startsWith(shown);
}

function wrongSid(sentence: string): AppError {
  return new AppError("conflict", sentence, { fieldErrors: { sid: [sentence] } });
}

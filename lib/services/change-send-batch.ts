import "server-only";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { prepareJobQueue } from "@/lib/db/job-queue";
import { type Database, database } from "@/lib/db/prisma";
import {
  type BatchChange,
  cancelBatch,
  pauseBatch,
  resumeBatch,
  retryRejectedRows,
} from "@/lib/db/send-batches";
import { AppError } from "@/lib/domain/app-error";
import { explainErrorCode, knownErrorCodes } from "@/lib/domain/error-codes";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { batchJobs } from "./batch-jobs";

type Dependencies = { db?: Database; connectionString?: string | undefined };

/** Codes after which the same recipient is to be left alone. */
export const NEVER_AGAIN: readonly number[] = knownErrorCodes.filter(
  (code) => explainErrorCode(code).retry === "never",
);

/**
 * Begins no more rows of a running batch; what Twilio was asked for already stays asked for. Throws `forbidden`,
 * `not_found`, and `conflict` when it does not run.
 */
export async function pauseSendBatch(
  viewer: Viewer,
  batchId: string,
  { db = database() }: Dependencies = {},
): Promise<void> {
  assertCan(viewer, "messages.send");
  answerChange(await pauseBatch(db, batchId, null), "It is not running, so it cannot be paused.");
  await appendAuditEntry(db, { actor: viewer, action: "batch.paused", subject: batchId });
}

/** Goes on with a paused batch. Throws `forbidden`, `not_found`, and `conflict` when it is not paused. */
export async function resumeSendBatch(
  viewer: Viewer,
  batchId: string,
  { db = database(), connectionString = environment().DIRECT_URL }: Dependencies = {},
): Promise<void> {
  assertCan(viewer, "messages.send");
  if (connectionString) await prepareJobQueue(db, connectionString);
  const change = await resumeBatch(db, batchId, batchJobs(batchId));
  answerChange(change, "It is not paused, so there is nothing to resume.");
  await appendAuditEntry(db, { actor: viewer, action: "batch.resumed", subject: batchId });
}

/**
 * Ends a batch: rows that nobody has in hand are never sent. Throws `forbidden`, `not_found`, and `conflict` when it
 * has ended already.
 */
export async function cancelSendBatch(
  viewer: Viewer,
  batchId: string,
  { db = database() }: Dependencies = {},
): Promise<void> {
  assertCan(viewer, "messages.send");
  answerChange(await cancelBatch(db, batchId), "It has ended already; there is no rest to cancel.");
  await appendAuditEntry(db, { actor: viewer, action: "batch.canceled", subject: batchId });
}

/**
 * Sends once more to those whose latest message Twilio refused, a new message each, but not to those who are to be
 * left alone. Never to those whose message Twilio may have. Throws `forbidden`, `not_found`, and `conflict` when
 * there is nobody.
 */
export async function retrySendBatch(
  viewer: Viewer,
  batchId: string,
  { db = database(), connectionString = environment().DIRECT_URL }: Dependencies = {},
): Promise<{ rows: number }> {
  assertCan(viewer, "messages.send");
  if (connectionString) await prepareJobQueue(db, connectionString);
  const { change, rows } = await retryRejectedRows(db, batchId, {
    never: NEVER_AGAIN,
    jobs: batchJobs(batchId),
  });
  answerChange(change, "");
  if (rows === 0)
    throw new AppError("conflict", "Nothing that Twilio refused is worth another try.");
  await appendAuditEntry(db, {
    actor: viewer,
    action: "batch.retried",
    subject: batchId,
    details: { messages: rows },
  });
  return { rows };
}

function answerChange(change: BatchChange, sentence: string): void {
  switch (change) {
    case "changed":
      return;
    case "missing":
      throw new AppError("not_found", "There is no such batch.");
    case "not_in_that_state":
      throw new AppError("conflict", sentence);
  }
}

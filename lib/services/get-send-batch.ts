import "server-only";
import type { BatchPage, BatchProgress } from "@/lib/contracts/send-batch";
import { batchStateSchema, batchVerdictSchema } from "@/lib/contracts/send-batch";
import { type Database, database } from "@/lib/db/prisma";
import { countBatchOutcomes, countBatchRefusals, countBatchRows } from "@/lib/db/send-batch-counts";
import { findSendBatch, listSendBatches } from "@/lib/db/send-batches";
import { AppError } from "@/lib/domain/app-error";
import { explainErrorCode } from "@/lib/domain/error-codes";
import { NO_RECEIPT_AFTER_SECONDS } from "@/lib/domain/message-status";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { NEVER_AGAIN } from "./change-send-batch";
import { findRevealedSight } from "./sight";

const PAGE_SIZE = 25;

/** A batch as it stands, with its counts. Throws `forbidden` and `not_found`. */
export async function getSendBatch(
  viewer: Viewer,
  batchId: string,
  { db = database(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<BatchProgress> {
  assertCan(viewer, "messages.read");
  const overdueSince = new Date(now.getTime() - NO_RECEIPT_AFTER_SECONDS * 1000);
  const [batch, rows, outcomes, refusals, sight] = await Promise.all([
    findSendBatch(db, batchId),
    countBatchRows(db, batchId),
    countBatchOutcomes(db, { batchId, overdueSince }),
    countBatchRefusals(db, batchId),
    findRevealedSight(db, viewer),
  ]);
  if (!batch) throw new AppError("not_found", "There is no such batch.");
  const inState = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const came = (outcome: string, isOverdue = false) =>
    outcomes.find((row) => row.outcome === outcome && (row.isOverdue ?? false) === isOverdue)
      ?.count ?? 0;
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const never: ReadonlySet<number | null> = new Set(NEVER_AGAIN);
  return {
    id: batch.id,
    name: batch.name,
    state: batchStateSchema.parse(batch.state),
    pauseReason: batch.pause_reason,
    channel: batch.channel,
    from: batch.from_address,
    messagingServiceSid: batch.messaging_service_sid,
    body: sight.bodies ? batch.body : null,
    reference: batch.reference,
    ratePerSecond: batch.rate_per_second,
    createdBy: batch.created_by,
    createdAt: batch.created_at,
    finishedAt: batch.finished_at,
    rows: total,
    total: total - inState("left_out"),
    leftOut: Object.fromEntries(
      rows
        .filter(({ state }) => state === "left_out")
        .map(({ verdict, count }) => [batchVerdictSchema.parse(verdict), count]),
    ),
    segments: rows.reduce((sum, { segments }) => sum + segments, 0),
    waiting: inState("waiting"),
    claimed: inState("claimed"),
    canceled: inState("canceled"),
    handed: inState("sent"),
    outcomes: {
      in_flight: came("in_flight") + came("sent"),
      delivered: came("delivered"),
      failed: came("failed"),
      no_receipt: came("sent", true),
      conflict: came("conflict"),
      unknown: came("unknown"),
      canceled: came("canceled"),
    },
    rejected: refusals.reduce((sum, { count }) => sum + count, 0),
    retryable: refusals
      .filter(({ code }) => !never.has(code))
      .reduce((sum, { count }) => sum + count, 0),
    refusals: refusals.map(({ code, count }) => ({
      code,
      title: code === null ? "Not sent: Twilio could not be reached" : explainErrorCode(code).title,
      count,
    })),
  };
}

/** Batches, newest first. `cursor` is the `nextCursor` of the page before. Throws `forbidden`. */
export async function listBatches(
  viewer: Viewer,
  { cursor = null }: { cursor?: string | null } = {},
  { db = database() }: { db?: Database } = {},
): Promise<BatchPage> {
  assertCan(viewer, "messages.read");
  const found = await listSendBatches(db, { limit: PAGE_SIZE + 1, afterId: cursor });
  const items = found.slice(0, PAGE_SIZE).map((batch) => ({
    id: batch.id,
    name: batch.name,
    state: batchStateSchema.parse(batch.state),
    createdBy: batch.created_by,
    createdAt: batch.created_at,
    finishedAt: batch.finished_at,
    total: batch.total,
    waiting: batch.waiting,
    canceled: batch.canceled,
  }));
  return { items, nextCursor: found.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null };
}

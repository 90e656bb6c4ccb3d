import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { SendMessageInput, SendOutcome } from "@/lib/contracts/send-message";
import { markSubmissionUnknown } from "@/lib/db/messages";
import type { Database } from "@/lib/db/prisma";
import {
  type ClaimedRow,
  claimBatchRows,
  countBatchFailure,
  keepBatchRows,
  postponeBatchRow,
  recoverAbandonedRows,
  releaseBatchRows,
  settleBatchRow,
} from "@/lib/db/send-batch-rows";
import {
  findSendBatch,
  finishBatch,
  pauseBatch,
  type SendBatchRecord,
} from "@/lib/db/send-batches";
import { AppError } from "@/lib/domain/app-error";
import { parseBodyTemplate, renderBody } from "@/lib/domain/body-template";
import { explainErrorCode } from "@/lib/domain/error-codes";
import { log } from "@/lib/log";
import { type SendDependencies, sendMessage } from "./send-message";

export type SliceOptions = SendDependencies & {
  db: Database;
  /** Begins no more rows once aborted; those in hand are finished. */
  signal: AbortSignal;
  /** How long rows are begun for. */
  sliceMs: number;
  /** Create calls under way at once. */
  inFlight?: number;
  /** A process that was silent for so long has died, as far as its rows are concerned. */
  abandonedAfterSeconds?: number;
};

export const ABANDONED_AFTER_SECONDS = 20;
const IN_FLIGHT = 5;
const LOOK_AGAIN_MS = 1_000;
const FAILURES_UNTIL_PAUSE = 20;
const MAX_ATTEMPTS_BY_ITSELF = 10;

/** Twilio took nothing and asks to come back: too many calls at once, or the sender's queue is full. */
const PATIENCE_SECONDS: Readonly<Record<number, number>> = { 20429: 2, 21611: 15 };

/**
 * Sends rows of a batch for a while, at the batch's rate and never one twice: a row is claimed, its message is
 * inserted, Twilio is called, the row is settled, and each of these is durable before the next begins. Answers
 * whether anything is left to do.
 */
export async function sendBatchSlice(
  batchId: string,
  options: SliceOptions,
): Promise<"more" | "done"> {
  const { db, signal, sliceMs, inFlight = IN_FLIGHT } = options;
  const seconds = options.abandonedAfterSeconds ?? ABANDONED_AFTER_SECONDS;
  const batch = await findSendBatch(db, batchId);
  if (!batch) return "done";
  await recoverAbandonedRows(db, { batchId, seconds });

  const claimedBy = randomUUID();
  const endsAt = performance.now() + sliceMs;
  const hand = new Map<number, Promise<void>>();
  const beat = setInterval(
    () => void keepBatchRows(db, { batchId, claimedBy }).catch(() => {}),
    (seconds * 1000) / 4,
  );
  let isOver = false;
  try {
    while (!isOver && !signal.aborted && performance.now() < endsAt) {
      if (hand.size >= inFlight) {
        await Promise.race(hand.values());
        continue;
      }
      const claim = await claimBatchRows(db, { batchId, claimedBy, limit: inFlight - hand.size });
      for (const row of claim.rows) {
        const work = sendRow(batch, row, claimedBy, options).finally(() => hand.delete(row.line));
        hand.set(row.line, work);
      }
      if (claim.rows.length > 0) continue;
      isOver = !claim.isRunning || (claim.waitMs === 0 && hand.size === 0);
      if (isOver) break;
      const restMs = Math.min(
        claim.waitMs || LOOK_AGAIN_MS,
        LOOK_AGAIN_MS,
        endsAt - performance.now(),
      );
      await Promise.race([pause(restMs, signal), ...hand.values()]);
    }
    await Promise.all(hand.values());
  } finally {
    clearInterval(beat);
  }
  await recoverAbandonedRows(db, { batchId, seconds });
  if (await finishBatch(db, batchId)) return "done";
  const now = await findSendBatch(db, batchId);
  return now?.state === "running" ? "more" : "done";
}

async function sendRow(
  batch: SendBatchRecord,
  row: ClaimedRow,
  claimedBy: string,
  options: SliceOptions,
): Promise<void> {
  const { db } = options;
  const attempt = { batchId: batch.id, line: row.line, attempt: row.attempt };
  try {
    const outcome = await sendMessage(
      { id: batch.created_by_id, name: batch.created_by, role: "sender" },
      toInput(batch, row),
      { ...options, batchId: batch.id, resentFromId: row.previousMessageId },
    );
    await settle(batch, row, outcome, options);
  } catch (err) {
    // Whatever went wrong: if the message was made, its send key keeps it from being made again.
    await releaseBatchRows(db, { batchId: batch.id, claimedBy, lines: [row.line] }).catch(() => {});
    const reason =
      err instanceof AppError
        ? err.message
        : "Paused by itself: something went wrong here. The log says what.";
    if (!(err instanceof AppError)) log.error({ err, ...attempt }, "A row of a batch was not sent");
    const failures = await countBatchFailure(db, { batchId: batch.id, hasFailed: true }).catch(
      () => 0,
    );
    if (err instanceof AppError || failures >= FAILURES_UNTIL_PAUSE) {
      await pauseBatch(db, batch.id, reason).catch(() => {});
    }
    // A database that is short of breath gets some.
    await pause(LOOK_AGAIN_MS, options.signal);
  }
}

async function settle(
  batch: SendBatchRecord,
  row: ClaimedRow,
  { messageId, submission, refusal, isNew }: SendOutcome,
  { db }: SliceOptions,
): Promise<void> {
  const attempt = { batchId: batch.id, line: row.line, attempt: row.attempt, messageId };
  const code = refusal?.code ?? null;
  const seconds = code === null ? undefined : PATIENCE_SECONDS[code];
  if (submission === "rejected" && seconds !== undefined && row.attempt < MAX_ATTEMPTS_BY_ITSELF) {
    await postponeBatchRow(db, { ...attempt, seconds });
    return;
  }
  // Made by somebody who claimed the row before and has not told how it went.
  if (!isNew && submission === "pending") await markSubmissionUnknown(db, messageId);
  await settleBatchRow(db, attempt);

  const isRecipients = code !== null && explainErrorCode(code).side === "recipient";
  const hasFailed = submission === "rejected" && !isRecipients;
  const failures = await countBatchFailure(db, { batchId: batch.id, hasFailed });
  if (hasFailed && failures >= FAILURES_UNTIL_PAUSE) {
    const why = code === null ? "Twilio could not be reached" : `Twilio refused with ${code}`;
    const reason = `Paused by itself: ${failures} times in a row ${why}.`;
    await pauseBatch(db, batch.id, reason);
  }
}

function toInput(batch: SendBatchRecord, row: ClaimedRow): SendMessageInput {
  const cells = new Map(
    Object.entries(row.fields).map(([column, cell]) => [column.toLowerCase(), cell]),
  );
  const { text } = renderBody(parseBodyTemplate(batch.body), (column) =>
    cells.get(column.toLowerCase()),
  );
  return {
    sendKey: row.sendKey,
    channel: batch.channel as SendMessageInput["channel"],
    to: row.to,
    from: batch.from_address ?? undefined,
    messagingServiceSid: batch.messaging_service_sid ?? undefined,
    callback: batch.callback as SendMessageInput["callback"],
    body: text,
    isSmartEncoded: batch.is_smart_encoded,
    reference: batch.reference ?? undefined,
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(Math.max(0, ms), undefined, { signal }).catch(() => {});
}

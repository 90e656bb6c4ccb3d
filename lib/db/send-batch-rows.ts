import "server-only";
import { Prisma } from "./generated/client";
import { LIVE_CHANNEL } from "./live-channel";
import type { Database } from "./prisma";

/** One attempt of one row has one send key for ever, whoever claims it: its message cannot be made twice. */
const SEND_KEY = Prisma.raw("md5(r.batch_id || ' ' || r.line || ' ' || r.attempt)::uuid::text");

export type ClaimedRow = {
  line: number;
  to: string;
  fields: Record<string, string>;
  attempt: number;
  sendKey: string;
  /** The message of the attempt before, which Twilio refused. */
  previousMessageId: string | null;
};

export type Claim = {
  rows: ClaimedRow[];
  /** Whether the batch hands out rows at all. */
  isRunning: boolean;
  /** How long until the rate lets one more through; 0 when it would now. */
  waitMs: number;
};

/**
 * Takes up to `limit` waiting rows of a running batch into `claimedBy`'s hand, as many as its rate lets through for
 * all processes together. The batch's row is the lock and holds the bucket.
 */
export async function claimBatchRows(
  db: Database,
  { batchId, claimedBy, limit }: { batchId: string; claimedBy: string; limit: number },
): Promise<Claim> {
  const [answer] = await db.$queryRaw<{ rows: ClaimedRow[]; tokens: number; rate: number }[]>`
    WITH batch AS MATERIALIZED (
      SELECT id, rate_per_second AS rate, least(
        rate_per_second,
        tokens + greatest(0, extract(epoch FROM clock_timestamp() - tokens_at)) * rate_per_second
      )::float8 AS tokens
      FROM send_batches WHERE id = ${batchId} AND state = 'running' FOR NO KEY UPDATE
    ),
    picked AS MATERIALIZED (
      SELECT r.line FROM send_batch_rows r
      WHERE r.batch_id = (SELECT id FROM batch) AND r.state = 'waiting'
      ORDER BY r.line
      LIMIT (SELECT least(${limit}::int, floor(greatest(tokens, 0)))::int FROM batch)
      FOR UPDATE OF r SKIP LOCKED
    ),
    claimed AS (
      UPDATE send_batch_rows r SET state = 'claimed', claimed_by = ${claimedBy}, claimed_at = clock_timestamp()
      FROM picked WHERE r.batch_id = ${batchId} AND r.line = picked.line
      RETURNING r.line, r.to_address AS "to", r.fields, r.attempt, ${SEND_KEY} AS "sendKey",
        r.message_id AS "previousMessageId"
    ),
    taken AS (SELECT count(*) AS count, coalesce(json_agg(c ORDER BY c.line), '[]') AS rows FROM claimed c),
    paid AS (
      UPDATE send_batches b SET tokens = batch.tokens - taken.count, tokens_at = clock_timestamp(),
        advanced_at = clock_timestamp()
      FROM batch, taken WHERE b.id = batch.id
      RETURNING b.tokens
    )
    SELECT taken.rows, paid.tokens, batch.rate FROM batch, taken, paid`;
  if (!answer) return { rows: [], isRunning: false, waitMs: 0 };
  const { rows, tokens, rate } = answer;
  const waitMs = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate) * 1000);
  return { rows, isRunning: true, waitMs };
}

type RowAttempt = { batchId: string; line: number; attempt: number };

/** A row's message is made and Twilio was called: what became of it is the message's to tell. */
export async function settleBatchRow(
  db: Database,
  { batchId, line, attempt, messageId }: RowAttempt & { messageId: string },
): Promise<void> {
  await db.$executeRaw`
    UPDATE send_batch_rows SET state = 'sent', message_id = ${messageId}, claimed_by = NULL
    WHERE batch_id = ${batchId} AND line = ${line} AND attempt = ${attempt} AND state IN ('waiting', 'claimed')`;
}

/** Twilio asked for patience and took nothing: the row waits for another attempt, and the batch for `seconds`. */
export async function postponeBatchRow(
  db: Database,
  {
    batchId,
    line,
    attempt,
    messageId,
    seconds,
  }: RowAttempt & { messageId: string; seconds: number },
): Promise<void> {
  await db.$transaction([
    db.$executeRaw`
      UPDATE send_batches SET tokens = least(tokens, -${seconds}::float8 * rate_per_second),
        tokens_at = clock_timestamp() WHERE id = ${batchId}`,
    db.$executeRaw`
      UPDATE send_batch_rows r SET message_id = ${messageId}, claimed_by = NULL, attempt = r.attempt + 1,
        state = CASE WHEN b.state = 'canceled' THEN 'canceled' ELSE 'waiting' END
      FROM send_batches b
      WHERE b.id = ${batchId} AND r.batch_id = b.id AND r.line = ${line} AND r.attempt = ${attempt}
        AND r.state IN ('waiting', 'claimed')`,
  ]);
}

/** Puts rows back that were taken and not begun. */
export async function releaseBatchRows(
  db: Database,
  { batchId, claimedBy, lines }: { batchId: string; claimedBy: string; lines: readonly number[] },
): Promise<void> {
  await db.$executeRaw`
    UPDATE send_batch_rows r SET claimed_by = NULL,
      state = CASE WHEN b.state = 'canceled' THEN 'canceled' ELSE 'waiting' END
    FROM send_batches b
    WHERE b.id = ${batchId} AND r.batch_id = b.id AND r.claimed_by = ${claimedBy} AND r.state = 'claimed'
      AND r.line = ANY(${[...lines]}::int[])`;
}

/** Says that the rows in somebody's hand are still being worked on. */
export async function keepBatchRows(
  db: Database,
  { batchId, claimedBy }: { batchId: string; claimedBy: string },
): Promise<void> {
  await db.$transaction([
    db.$executeRaw`UPDATE send_batches SET advanced_at = clock_timestamp() WHERE id = ${batchId}`,
    db.$executeRaw`
      UPDATE send_batch_rows SET claimed_at = clock_timestamp()
      WHERE batch_id = ${batchId} AND claimed_by = ${claimedBy} AND state = 'claimed'`,
  ]);
}

/**
 * Takes rows out of the hand of processes that were silent for `seconds`. A row without a message was not handed to
 * Twilio: it waits again. A row whose message exists may have been: an unanswered message becomes `unknown` and is
 * never sent again by itself. Answers how many of each there were.
 */
export async function recoverAbandonedRows(
  db: Database,
  { batchId, seconds }: { batchId: string; seconds: number },
): Promise<{ waiting: number; handed: number }> {
  const [answer] = await db.$queryRaw<{ waiting: number; handed: number }[]>`
    WITH abandoned AS MATERIALIZED (
      SELECT r.line, m.id AS message_id, b.state AS batch_state
      FROM send_batch_rows r JOIN send_batches b ON b.id = r.batch_id
      LEFT JOIN messages m ON m.send_key = ${SEND_KEY}
      WHERE r.batch_id = ${batchId} AND r.state = 'claimed'
        AND r.claimed_at < clock_timestamp() - make_interval(secs => ${seconds}::float8)
      FOR UPDATE OF r SKIP LOCKED
    ),
    freed AS (
      UPDATE send_batch_rows r SET claimed_by = NULL, message_id = coalesce(a.message_id, r.message_id),
        state = CASE WHEN a.message_id IS NOT NULL THEN 'sent'
          WHEN a.batch_state = 'canceled' THEN 'canceled' ELSE 'waiting' END
      FROM abandoned a WHERE r.batch_id = ${batchId} AND r.line = a.line
      RETURNING a.message_id
    ),
    unanswered AS (
      UPDATE messages m SET submission = 'unknown' FROM freed
      WHERE m.id = freed.message_id AND m.submission = 'pending' RETURNING m.id
    ),
    told AS (SELECT count(pg_notify(${LIVE_CHANNEL}, '0:' || id)) FROM unanswered)
    SELECT (count(*) FILTER (WHERE message_id IS NULL))::int AS waiting,
      (count(message_id))::int AS handed
    FROM freed CROSS JOIN told`;
  return answer ?? { waiting: 0, handed: 0 };
}

/** Counts refusals that are no recipient's fault; a success begins anew. Answers how many came in a row. */
export async function countBatchFailure(
  db: Database,
  { batchId, hasFailed }: { batchId: string; hasFailed: boolean },
): Promise<number> {
  const rows = hasFailed
    ? await db.$queryRaw<{ count: number }[]>`
        UPDATE send_batches SET failures_in_a_row = failures_in_a_row + 1 WHERE id = ${batchId}
        RETURNING failures_in_a_row AS count`
    : await db.$queryRaw<{ count: number }[]>`
        UPDATE send_batches SET failures_in_a_row = 0 WHERE id = ${batchId} AND failures_in_a_row > 0
        RETURNING failures_in_a_row AS count`;
  return rows[0]?.count ?? 0;
}

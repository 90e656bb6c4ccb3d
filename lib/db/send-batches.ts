import "server-only";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import { addJob, type NewJob } from "./job-queue";
import type { Database } from "./prisma";

export type NewSendBatch = {
  id: string;
  sendKey: string;
  name: string;
  channel: string;
  from: string | null;
  messagingServiceSid: string | null;
  callback: string;
  body: string;
  isSmartEncoded: boolean;
  reference: string | null;
  ratePerSecond: number;
  createdById: string;
  createdBy: string;
};

export type NewSendBatchRow = {
  line: number;
  recipient: string;
  to: string | null;
  verdict: string;
  reason: string | null;
  fields: Record<string, string>;
  segments: number;
  state: "waiting" | "left_out";
};

const ROWS_PER_STATEMENT = 5_000;
const INSERT_TIMEOUT_MS = 60_000;

/**
 * Inserts a batch with its rows and the jobs that send it, all or nothing. Answers the id of the batch that has this
 * send key: the new one's, or that of the batch which took the key before (then nothing is inserted).
 */
export async function insertSendBatch(
  db: Database,
  batch: NewSendBatch,
  rows: readonly NewSendBatchRow[],
  jobs: readonly NewJob[],
): Promise<{ id: string; isNew: boolean }> {
  return db.$transaction(
    async (tx) => {
      const added = await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO send_batches (
          id, send_key, name, channel, from_address, messaging_service_sid, callback, body, is_smart_encoded,
          reference, rate_per_second, created_by_id, created_by
        ) VALUES (
          ${batch.id}, ${batch.sendKey}, ${batch.name}, ${batch.channel}, ${batch.from},
          ${batch.messagingServiceSid}, ${batch.callback}, ${batch.body}, ${batch.isSmartEncoded},
          ${batch.reference}, ${batch.ratePerSecond}, ${batch.createdById}, ${batch.createdBy}
        )
        ON CONFLICT (send_key) DO NOTHING RETURNING id`;
      if (added.length === 0) {
        const standing = await tx.sendBatch.findUniqueOrThrow({
          where: { sendKey: batch.sendKey },
          select: { id: true },
        });
        return { id: standing.id, isNew: false };
      }
      for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
        const part = rows.slice(start, start + ROWS_PER_STATEMENT);
        await tx.$executeRaw`
          INSERT INTO send_batch_rows (
            batch_id, line, recipient, to_address, verdict, reason, fields, segments, state
          )
          SELECT ${batch.id}, r.line, r.recipient, r."to", r.verdict, r.reason, r.fields, r.segments, r.state
          FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb) AS r(
            line int, recipient text, "to" text, verdict text, reason text, fields jsonb, segments int, state text
          )`;
      }
      for (const job of jobs) await addJob(tx, job);
      return { id: batch.id, isNew: true };
    },
    { timeout: INSERT_TIMEOUT_MS },
  );
}

export type BatchChange = "changed" | "not_in_that_state" | "missing";

type Transaction = Parameters<Parameters<Database["$transaction"]>[0]>[0];

/**
 * Runs a change of a batch under its lock, if it is in one of `from`. Whoever claims rows takes the same lock, so
 * nothing is claimed under a state that is no longer so.
 */
async function changeBatch(
  db: Database,
  { id, from }: { id: string; from: readonly string[] },
  change: (tx: Transaction) => Promise<unknown>,
): Promise<BatchChange> {
  return db.$transaction(async (tx) => {
    const [batch] = await tx.$queryRaw<{ state: string }[]>`
      SELECT state FROM send_batches WHERE id = ${id} FOR NO KEY UPDATE`;
    if (!batch) return "missing";
    if (!from.includes(batch.state)) return "not_in_that_state";
    await change(tx);
    return "changed";
  });
}

/** Stops handing out rows; what is in a process's hand is still sent. `reason`: why, when nobody asked for it. */
export async function pauseBatch(
  db: Database,
  id: string,
  reason: string | null,
): Promise<BatchChange> {
  return changeBatch(
    db,
    { id, from: ["running"] },
    (tx) =>
      tx.$executeRaw`UPDATE send_batches SET state = 'paused', pause_reason = ${reason} WHERE id = ${id}`,
  );
}

/** Hands out rows again. */
export async function resumeBatch(
  db: Database,
  id: string,
  jobs: readonly NewJob[],
): Promise<BatchChange> {
  return changeBatch(db, { id, from: ["paused"] }, async (tx) => {
    await tx.$executeRaw`
      UPDATE send_batches SET state = 'running', pause_reason = NULL, failures_in_a_row = 0,
        tokens = 0, tokens_at = clock_timestamp() WHERE id = ${id}`;
    for (const job of jobs) await addJob(tx, job);
  });
}

/** Ends a batch: rows that are not in hand are never sent. */
export async function cancelBatch(db: Database, id: string): Promise<BatchChange> {
  return changeBatch(db, { id, from: ["running", "paused"] }, async (tx) => {
    await tx.$executeRaw`
      UPDATE send_batches SET state = 'canceled', pause_reason = NULL, finished_at = clock_timestamp()
      WHERE id = ${id}`;
    await tx.$executeRaw`
      UPDATE send_batch_rows SET state = 'canceled' WHERE batch_id = ${id} AND state = 'waiting'`;
  });
}

/** Makes rows whose latest message Twilio refused wait again, but for codes in `never`, and runs the batch. */
export async function retryRejectedRows(
  db: Database,
  id: string,
  { never, jobs }: { never: readonly number[]; jobs: readonly NewJob[] },
): Promise<{ change: BatchChange; rows: number }> {
  let rows = 0;
  const change = await changeBatch(
    db,
    { id, from: ["running", "paused", "finished", "canceled"] },
    async (tx) => {
      rows = await tx.$executeRaw`
        UPDATE send_batch_rows r SET state = 'waiting', attempt = r.attempt + 1
        FROM messages m
        WHERE r.batch_id = ${id} AND r.state = 'sent' AND m.id = r.message_id AND m.submission = 'rejected'
          AND (m.error_code IS NULL OR m.error_code <> ALL(${[...never]}::int[]))`;
      if (rows === 0) return;
      await tx.$executeRaw`
        UPDATE send_batches SET state = 'running', pause_reason = NULL, finished_at = NULL, failures_in_a_row = 0
        WHERE id = ${id}`;
      for (const job of jobs) await addJob(tx, job);
    },
  );
  return { change, rows };
}

/** Ends a running batch of which no row waits or is in hand. Answers whether it ended now. */
export async function finishBatch(db: Database, id: string): Promise<boolean> {
  let ended = 0;
  await changeBatch(db, { id, from: ["running"] }, async (tx) => {
    ended = await tx.$executeRaw`
      UPDATE send_batches SET state = 'finished', finished_at = clock_timestamp()
      WHERE id = ${id} AND NOT EXISTS (
        SELECT 1 FROM send_batch_rows r WHERE r.batch_id = ${id} AND r.state IN ('waiting', 'claimed')
      )`;
  });
  return ended > 0;
}

/** What somebody who sends a batch has to know of it. */
export type SendBatchRecord = {
  id: string;
  name: string;
  state: string;
  pause_reason: string | null;
  channel: string;
  from_address: string | null;
  messaging_service_sid: string | null;
  callback: string;
  body: string;
  is_smart_encoded: boolean;
  reference: string | null;
  rate_per_second: number;
  created_by_id: string;
  created_by: string;
  created_at: string;
  finished_at: string | null;
};

/** One batch; null when there is none of that id. Instants are ISO, UTC, microseconds. */
export async function findSendBatch(db: Database, id: string): Promise<SendBatchRecord | null> {
  const instant = (name: string) => Prisma.raw(`${instantSql(name)} AS ${name}`);
  const [row] = await db.$queryRaw<SendBatchRecord[]>`
    SELECT id, name, state, pause_reason, channel, from_address, messaging_service_sid, callback, body,
      is_smart_encoded, reference, rate_per_second, created_by_id, created_by, ${instant("created_at")},
      ${instant("finished_at")}
    FROM send_batches WHERE id = ${id}`;
  return row ?? null;
}

export type SendBatchHeadRecord = Pick<
  SendBatchRecord,
  "id" | "name" | "state" | "created_by" | "created_at" | "finished_at"
> & { total: number; waiting: number; canceled: number };

/** Batches, newest first, after the one of `afterId`. Ids sort by when they were made. */
export async function listSendBatches(
  db: Database,
  { limit, afterId }: { limit: number; afterId: string | null },
): Promise<SendBatchHeadRecord[]> {
  const createdAt = Prisma.raw(`${instantSql("b.created_at")} AS created_at`);
  const finishedAt = Prisma.raw(`${instantSql("b.finished_at")} AS finished_at`);
  return db.$queryRaw<SendBatchHeadRecord[]>`
    SELECT b.id, b.name, b.state, b.created_by, ${createdAt}, ${finishedAt}, r.total, r.waiting, r.canceled
    FROM (
      SELECT * FROM send_batches WHERE ${afterId}::text IS NULL OR id < ${afterId}
      ORDER BY id DESC LIMIT ${limit}
    ) b
    CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE state <> 'left_out'))::int AS total,
        (count(*) FILTER (WHERE state IN ('waiting', 'claimed')))::int AS waiting,
        (count(*) FILTER (WHERE state = 'canceled'))::int AS canceled
      FROM send_batch_rows WHERE batch_id = b.id
    ) r
    ORDER BY b.id DESC`;
}

/** Running batches for which no process asked for rows in the last `seconds`. */
export async function listStalledBatches(db: Database, seconds: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM send_batches
    WHERE state = 'running'
      AND coalesce(advanced_at, '-infinity') < clock_timestamp() - make_interval(secs => ${seconds}::float8)`;
  return rows.map((row) => row.id);
}

import "server-only";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import type { Database } from "./prisma";

/** How many rows of a batch are in each state, by verdict. */
export async function countBatchRows(
  db: Database,
  batchId: string,
): Promise<{ state: string; verdict: string; count: number; segments: number }[]> {
  return db.$queryRaw`
    SELECT state, verdict, count(*)::int AS count, sum(segments)::int AS segments
    FROM send_batch_rows WHERE batch_id = ${batchId} GROUP BY state, verdict`;
}

/** How many messages of a batch came to what; `isOverdue`: stands at `sent` since before `overdueSince`. */
export async function countBatchOutcomes(
  db: Database,
  { batchId, overdueSince }: { batchId: string; overdueSince: Date },
): Promise<{ outcome: string; isOverdue: boolean; count: number }[]> {
  return db.$queryRaw`
    SELECT outcome, outcome = 'sent' AND sent_at < ${overdueSince}::timestamptz AS "isOverdue", count(*)::int AS count
    FROM messages WHERE batch_id = ${batchId} GROUP BY 1, 2`;
}

/** Why Twilio refused the latest attempts of a batch's rows, most frequent first. */
export async function countBatchRefusals(
  db: Database,
  batchId: string,
): Promise<{ code: number | null; count: number }[]> {
  return db.$queryRaw`
    SELECT m.error_code AS code, count(*)::int AS count
    FROM send_batch_rows r JOIN messages m ON m.id = r.message_id
    WHERE r.batch_id = ${batchId} AND r.state = 'sent' AND m.submission = 'rejected'
    GROUP BY 1 ORDER BY count DESC, code`;
}

export type BatchOutcomeRecord = {
  line: number;
  recipient: string;
  to_address: string | null;
  verdict: string;
  reason: string | null;
  state: string;
  attempt: number;
  fields: Record<string, string>;
  segments: number;
  message_id: string | null;
  sid: string | null;
  submission: string | null;
  status: string | null;
  outcome: string | null;
  error_code: number | null;
  num_segments: number | null;
  price: string | null;
  price_unit: string | null;
  submitted_at: string | null;
  last_event_at: string | null;
};

/** Rows of a batch with what became of their latest message, by line, after `afterLine`. */
export async function listBatchOutcomes(
  db: Database,
  { batchId, afterLine, limit }: { batchId: string; afterLine: number; limit: number },
): Promise<BatchOutcomeRecord[]> {
  const submittedAt = Prisma.raw(`${instantSql("m.submitted_at")} AS submitted_at`);
  const lastEventAt = Prisma.raw(`${instantSql("m.last_event_at")} AS last_event_at`);
  return db.$queryRaw<BatchOutcomeRecord[]>`
    SELECT r.line, r.recipient, r.to_address, r.verdict, r.reason, r.state, r.attempt, r.fields, r.segments,
      r.message_id, m.sid, m.submission, m.status, m.outcome, m.error_code, m.num_segments, m.price::text AS price,
      m.price_unit, ${submittedAt}, ${lastEventAt}
    FROM send_batch_rows r LEFT JOIN messages m ON m.id = r.message_id
    WHERE r.batch_id = ${batchId} AND r.line > ${afterLine} ORDER BY r.line LIMIT ${limit}`;
}

/** When addresses last refused a message with 21610 and were not reached since; the others are missing. */
export async function listOptOuts(
  db: Database,
  addresses: readonly string[],
): Promise<{ to: string; at: Date }[]> {
  return db.$queryRaw`
    SELECT m.to_address AS "to", max(m.created_at) AS at FROM messages m
    WHERE m.error_code = 21610 AND m.to_address = ANY(${[...addresses]}::text[])
      AND m.to_digits = ANY(${addresses.map((address) => address.replace(/\D/g, ""))}::text[]) AND NOT EXISTS (
      SELECT 1 FROM messages later
      WHERE later.to_digits = m.to_digits AND later.to_address = m.to_address AND later.created_at > m.created_at
        AND later.outcome IN ('sent', 'delivered')
    )
    GROUP BY 1`;
}

import "server-only";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import type { StatusEventRecord } from "./messages";
import type { Database } from "./prisma";

/** A recorded callback with the message it belongs to. */
export type CallbackEventRecord = StatusEventRecord & {
  message_id: string;
  /** Every repetition's time, in the order of recording. */
  redelivered_at: string[];
  is_released: boolean;
};

/** One recorded callback by its event's sequence; null when there is none, or when it is no callback. */
export async function findCallbackEvent(
  db: Database,
  seq: string,
): Promise<CallbackEventRecord | null> {
  const receivedAt = Prisma.raw(instantSql("e.received_at"));
  const redactedAt = Prisma.raw(instantSql("e.redacted_at"));
  const redeliveredAt = Prisma.raw(instantSql("d.delivered_at"));
  const [row] = await db.$queryRaw<CallbackEventRecord[]>`
    SELECT e.message_id, e.seq::text AS seq, e.status, e.source, e.error_code, ${receivedAt} AS received_at,
      e.deliveries, e.params, e.query, e.headers, e.raw_body, e.key_label, ${redactedAt} AS redacted_at,
      ARRAY(
        SELECT ${redeliveredAt} FROM unnest(e.redelivered_at) WITH ORDINALITY AS d(delivered_at, ordinal)
        ORDER BY d.ordinal
      ) AS redelivered_at,
      EXISTS (SELECT 1 FROM refused_callbacks r WHERE r.released_event_seq = e.seq) AS is_released
    FROM status_events e WHERE e.seq = ${seq}::bigint AND e.source = 'callback'`;
  return row ?? null;
}

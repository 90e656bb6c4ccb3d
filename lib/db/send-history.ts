import "server-only";
import type { Database } from "./prisma";

export type RouteCriteria = {
  channel: string;
  /** ISO codes; empty: every country. */
  countries: readonly string[];
  messagingServiceSid: string | null;
  createdSince: Date;
  /** Sent before this without a receipt: none is expected any more. */
  sentBefore: Date;
  /** Only so many of the latest messages are looked at. */
  limit: number;
};

export type RouteTimes = {
  sample_count: number;
  accepted: number | null;
  queued: number | null;
  sending: number | null;
  sent: number | null;
  delivered: number | null;
  read: number | null;
  delivered_95: number | null;
  no_receipt_share: number | null;
};

const STEPS = ["accepted", "queued", "sending", "sent", "delivered", "read"] as const;

/**
 * How long the latest messages of a route took to each status: median seconds since submission, or since the send
 * time of a scheduled one. Times learned from the API alone count too; they are upper bounds.
 */
export async function findRouteTimes(db: Database, criteria: RouteCriteria): Promise<RouteTimes> {
  const values: unknown[] = [
    criteria.channel,
    criteria.createdSince,
    criteria.limit,
    criteria.countries,
    criteria.sentBefore,
  ];
  const byService = criteria.messagingServiceSid
    ? `AND m.messaging_service_sid = $${values.push(criteria.messagingServiceSid)}`
    : "";
  const seconds = (step: string) => `extract(epoch FROM m.${step}_at - m.began_at)`;
  const medians = STEPS.map(
    (step) =>
      `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${seconds(step)})
         FILTER (WHERE m.${step}_at >= m.began_at) AS ${step}`,
  );
  const [row] = await db.$queryRawUnsafe<RouteTimes[]>(
    `SELECT count(m.sent_at)::int AS sample_count, ${medians.join(", ")},
       percentile_cont(0.95) WITHIN GROUP (ORDER BY ${seconds("delivered")})
         FILTER (WHERE m.delivered_at >= m.began_at) AS delivered_95,
       (count(*) FILTER (WHERE m.outcome = 'sent' AND m.sent_at < $5::timestamptz))::float8
         / nullif(count(m.sent_at), 0) AS no_receipt_share
     FROM (
       SELECT latest.*, greatest(latest.created_at, latest.send_at) AS began_at FROM (
         SELECT m.to_country, m.outcome, m.created_at, m.send_at, ${STEPS.map((step) => `m.${step}_at`).join(", ")}
         FROM messages m
         WHERE m.channel = $1 AND m.created_at >= $2::timestamptz AND m.origin IN ('dashboard', 'api') ${byService}
         ORDER BY m.created_at DESC LIMIT $3::int
       ) AS latest
       WHERE cardinality($4::text[]) = 0 OR latest.to_country = ANY($4::text[])
     ) AS m`,
    ...values,
  );
  if (!row) throw new Error("An aggregate came without a row.");
  return row;
}

export type SegmentPrice = {
  country: string | null;
  unit: string;
  /** Above zero, in `unit`. */
  per_segment: number;
  /** How many segments it is the average of. */
  segments: number;
};

/**
 * What a segment to each country cost on average, of the latest `limit` messages since `createdSince`; the price with
 * the most segments behind it first. `countries`: ISO codes, null for every country.
 */
export async function listSegmentPrices(
  db: Database,
  {
    channel,
    countries,
    createdSince,
    limit,
  }: { channel: string; countries: readonly string[] | null; createdSince: Date; limit: number },
): Promise<SegmentPrice[]> {
  return db.$queryRaw<SegmentPrice[]>`
    SELECT m.to_country AS country, m.price_unit AS unit,
      (sum(abs(m.price)) / sum(greatest(m.num_segments, 1)))::float8 AS per_segment,
      sum(greatest(m.num_segments, 1))::int AS segments
    FROM (
      SELECT to_country, price, price_unit, num_segments FROM messages
      WHERE channel = ${channel} AND created_at >= ${createdSince}::timestamptz
      ORDER BY created_at DESC LIMIT ${limit}::int
    ) AS m
    WHERE m.price IS NOT NULL AND m.price_unit IS NOT NULL
      AND (${countries}::text[] IS NULL OR m.to_country = ANY(${countries}::text[]))
    GROUP BY 1, 2 ORDER BY segments DESC`;
}

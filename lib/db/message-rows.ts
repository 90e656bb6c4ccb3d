import "server-only";
import { instantSql } from "./instant-sql";
import { WORDS_BESIDE_TEXT_SQL } from "./message-redaction";
import type { Database } from "./prisma";

/** One row of `messages` as the list needs it. Instants are ISO, UTC, microseconds. */
export type MessageRowRecord = {
  id: string;
  sid: string | null;
  account_sid: string | null;
  origin: string;
  submission: string;
  status: string | null;
  outcome: string;
  has_conflict: boolean;
  error_code: number | null;
  channel: string;
  to_address: string | null;
  to_country: string | null;
  from_address: string | null;
  messaging_service_sid: string | null;
  body: string | null;
  body_redacted_at: string | null;
  numbers_redacted_at: string | null;
  num_segments: number | null;
  reference: string | null;
  send_at: string | null;
  created_at: string;
  last_event_at: string | null;
};

/** One status event as a track needs it. */
export type TrackEventRecord = {
  message_id: string;
  seq: string;
  status: string;
  source: string;
  error_code: number | null;
  received_at: string;
  deliveries: number;
};

const ROW_COLUMNS = `
  m.id, m.sid, m.account_sid, m.origin, m.submission, m.status, m.outcome, m.has_conflict, m.error_code, m.channel,
  m.to_address, m.to_country, m.from_address, m.messaging_service_sid, m.body,
  ${instantSql("m.body_redacted_at")} AS body_redacted_at,
  ${instantSql("m.numbers_redacted_at")} AS numbers_redacted_at, m.num_segments, m.reference,
  ${instantSql("m.send_at")} AS send_at, ${instantSql("m.created_at")} AS created_at,
  ${instantSql("m.last_event_at")} AS last_event_at`;

/** What the list may be narrowed to. Absent means: not narrowed by it. */
export type MessageCriteria = {
  outcomes?: string[];
  /** With outcome `sent`: those that reached it before this instant, or since. */
  sentBefore?: Date;
  sentSince?: Date;
  statuses?: string[];
  to?: string;
  from?: string;
  messagingServiceSid?: string;
  channel?: string;
  batchId?: string;
  errorCode?: number;
  createdSince?: Date;
  createdBefore?: Date;
  sidPrefix?: string;
  id?: string;
  ids?: readonly string[];
  /** The whole number, its digits alone. */
  wholeNumber?: string;
  /** Words of reference and tags alone. */
  wordsBesideText?: string;
  /** Digits somewhere at the start or the end of the recipient's number. */
  digits?: string;
  words?: string;
};

export type PagePosition = { createdAt: string; id: string };

/** Comes after every hexadecimal digit in any collation, so that an ordinary index finds a prefix. */
const AFTER_DIGITS = "g";

type SqlParts = { where: string[]; values: unknown[] };

function criteriaSql(criteria: MessageCriteria): SqlParts {
  const where: string[] = [];
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  if (criteria.outcomes) {
    const outcomes = criteria.outcomes.filter((outcome) => outcome !== "sent");
    const parts: string[] = [];
    if (outcomes.length > 0) parts.push(`m.outcome = ANY(${bind(outcomes)}::text[])`);
    if (criteria.outcomes.includes("sent")) {
      const sent = ["m.outcome = 'sent'"];
      if (criteria.sentBefore) sent.push(`m.sent_at < ${bind(criteria.sentBefore)}::timestamptz`);
      if (criteria.sentSince) sent.push(`m.sent_at >= ${bind(criteria.sentSince)}::timestamptz`);
      parts.push(`(${sent.join(" AND ")})`);
    }
    where.push(`(${parts.join(" OR ")})`);
  }
  if (criteria.statuses) where.push(`m.status = ANY(${bind(criteria.statuses)}::text[])`);
  if (criteria.to) where.push(`m.to_address = ${bind(criteria.to)}`);
  if (criteria.from) where.push(`m.from_address = ${bind(criteria.from)}`);
  if (criteria.messagingServiceSid) {
    where.push(`m.messaging_service_sid = ${bind(criteria.messagingServiceSid)}`);
  }
  if (criteria.channel) where.push(`m.channel = ${bind(criteria.channel)}`);
  if (criteria.batchId) where.push(`m.batch_id = ${bind(criteria.batchId)}`);
  if (criteria.errorCode !== undefined) where.push(`m.error_code = ${bind(criteria.errorCode)}`);
  if (criteria.createdSince) {
    where.push(`m.created_at >= ${bind(criteria.createdSince)}::timestamptz`);
  }
  if (criteria.createdBefore) {
    where.push(`m.created_at < ${bind(criteria.createdBefore)}::timestamptz`);
  }
  if (criteria.id) where.push(`m.id = ${bind(criteria.id)}`);
  if (criteria.ids) where.push(`m.id = ANY(${bind(criteria.ids)}::text[])`);
  const startsWith = (column: string, prefix: string) =>
    `${column} >= ${bind(prefix)} AND ${column} < ${bind(`${prefix}${AFTER_DIGITS}`)}`;
  if (criteria.sidPrefix) where.push(startsWith("m.sid", criteria.sidPrefix));
  if (criteria.digits) {
    const reversed = [...criteria.digits].reverse().join("");
    const atStart = startsWith("m.to_digits", criteria.digits);
    where.push(`((${atStart}) OR (${startsWith("reverse(m.to_digits)", reversed)}))`);
  }
  if (criteria.wholeNumber) where.push(`m.to_digits = ${bind(criteria.wholeNumber)}`);
  if (criteria.wordsBesideText) {
    const query = `plainto_tsquery('simple', ${bind(criteria.wordsBesideText)})`;
    where.push(
      `m.id IN (SELECT s.message_id FROM message_search s WHERE s.document @@ ${query})
       AND to_tsvector('simple', ${WORDS_BESIDE_TEXT_SQL}) @@ ${query}`,
    );
  }
  if (criteria.words) {
    where.push(
      `m.id IN (SELECT s.message_id FROM message_search s WHERE s.document @@ plainto_tsquery('simple', ${bind(criteria.words)}))`,
    );
  }
  return { where, values };
}

/** What an export tells of a message beyond its row in the list. */
export type ExportedMessageRecord = MessageRowRecord & {
  price: string | null;
  price_unit: string | null;
  batch_id: string | null;
  submitted_at: string | null;
};

const EXPORT_COLUMNS = `${ROW_COLUMNS}, m.price::text AS price, m.price_unit, m.batch_id,
  ${instantSql("m.submitted_at")} AS submitted_at`;

/** Messages for an export, newest first; `olderThan` is the last row of the handful before, not included. */
export async function listExportedMessages(
  db: Database,
  params: { criteria: MessageCriteria; limit: number; olderThan: PagePosition | null },
): Promise<ExportedMessageRecord[]> {
  const { where, values } = criteriaSql(params.criteria);
  if (params.olderThan) {
    values.push(params.olderThan.createdAt, params.olderThan.id);
    where.push(`(m.created_at, m.id) < ($${values.length - 1}::timestamptz, $${values.length})`);
  }
  values.push(params.limit);
  return db.$queryRawUnsafe<ExportedMessageRecord[]>(
    `SELECT ${EXPORT_COLUMNS} FROM messages m ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""}
     ORDER BY m.created_at DESC, m.id DESC LIMIT $${values.length}::int`,
    ...values,
  );
}

/**
 * A page of the list, newest first. `olderThan` and `newerThan` are positions of a row that is not included;
 * with `newerThan` the page is the one just above it, still newest first. Throws the database's error.
 */
export async function listMessageRows(
  db: Database,
  params: {
    criteria: MessageCriteria;
    limit: number;
    olderThan?: PagePosition;
    newerThan?: PagePosition;
  },
): Promise<MessageRowRecord[]> {
  const { where, values } = criteriaSql(params.criteria);
  const position = params.olderThan ?? params.newerThan;
  if (position) {
    const sign = params.olderThan ? "<" : ">";
    values.push(position.createdAt, position.id);
    where.push(
      `(m.created_at, m.id) ${sign} ($${values.length - 1}::timestamptz, $${values.length})`,
    );
  }
  const direction = params.newerThan ? "ASC" : "DESC";
  values.push(params.limit);
  const rows = await db.$queryRawUnsafe<MessageRowRecord[]>(
    `SELECT ${ROW_COLUMNS} FROM messages m ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""}
     ORDER BY m.created_at ${direction}, m.id ${direction} LIMIT $${values.length}::int`,
    ...values,
  );
  return params.newerThan ? rows.reverse() : rows;
}

/** The outcomes of the newest messages that meet the criteria. */
export type OutcomeCounts = {
  /** How many were looked at: all of them when fewer than `limit`. */
  counted: number;
  /** By outcome, with `sent` parted by the receipt that is overdue (`no_receipt`) or not (`in_flight`). */
  byOutcome: Record<string, number>;
};

/**
 * Counts the outcomes of the newest `limit` messages that meet the criteria: one bounded pass, as quick over a
 * million messages as over `limit`. `overdueBefore`: sent before it means that no receipt is expected any more.
 */
export async function countOutcomes(
  db: Database,
  {
    criteria,
    overdueBefore,
    limit,
  }: { criteria: MessageCriteria; overdueBefore: Date; limit: number },
): Promise<OutcomeCounts> {
  const { where, values } = criteriaSql(criteria);
  values.push(overdueBefore, limit);
  const rows = await db.$queryRawUnsafe<{ outcome: string; count: number }[]>(
    `SELECT outcome, count(*)::int AS count FROM (
       SELECT CASE WHEN m.outcome <> 'sent' THEN m.outcome
         WHEN m.sent_at < $${values.length - 1}::timestamptz THEN 'no_receipt' ELSE 'in_flight' END AS outcome
       FROM messages m ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""}
       ORDER BY m.created_at DESC, m.id DESC LIMIT $${values.length}::int
     ) AS newest GROUP BY outcome`,
    ...values,
  );
  return {
    counted: rows.reduce((sum, { count }) => sum + count, 0),
    byOutcome: Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])),
  };
}

/** Rows by id, in no order; those that do not exist are missing. */
export async function listMessageRowsByIds(
  db: Database,
  ids: readonly string[],
): Promise<MessageRowRecord[]> {
  return db.$queryRawUnsafe<MessageRowRecord[]>(
    `SELECT ${ROW_COLUMNS} FROM messages m WHERE m.id = ANY($1::text[])`,
    ids,
  );
}

/** The events of some messages, in the order of recording. */
export async function listTrackEvents(
  db: Database,
  messageIds: readonly string[],
): Promise<TrackEventRecord[]> {
  return db.$queryRawUnsafe<TrackEventRecord[]>(
    `SELECT e.message_id, e.seq::text AS seq, e.status, e.source, e.error_code, e.deliveries,
       ${instantSql("e.received_at")} AS received_at
     FROM status_events e WHERE e.message_id = ANY($1::text[]) ORDER BY e.seq`,
    messageIds,
  );
}

/** Which messages had events after `seq`, oldest first, at most `limit`. */
export async function listMessageIdsSince(
  db: Database,
  seq: bigint,
  limit: number,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ message_id: string }[]>`
    SELECT message_id FROM status_events WHERE seq > ${seq} GROUP BY message_id ORDER BY max(seq) LIMIT ${limit}`;
  return rows.map((row) => row.message_id);
}

/** The highest event sequence so far; 0 when there is none. */
export async function findLatestEventSeq(db: Database): Promise<string> {
  const [row] = await db.$queryRaw<{ seq: string }[]>`
    SELECT coalesce(max(seq), 0)::text AS seq FROM status_events`;
  return row?.seq ?? "0";
}

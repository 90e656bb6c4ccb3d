import "server-only";
import type { MessagePosition } from "@/lib/domain/message-cursor";
import { instantSql } from "./instant-sql";
import { type MessageCriteria, toBranches } from "./message-branches";
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
  params: { criteria: MessageCriteria; limit: number; olderThan: MessagePosition | null },
): Promise<ExportedMessageRecord[]> {
  const { olderThan, ...page } = params;
  return selectPage(db, EXPORT_COLUMNS, { ...page, ...(olderThan ? { olderThan } : {}) });
}

type PageParams = {
  criteria: MessageCriteria;
  limit: number;
  olderThan?: MessagePosition;
  newerThan?: MessagePosition;
};

/**
 * A page of the list, newest first. `olderThan` and `newerThan` are positions of a row that is not included;
 * with `newerThan` the page is the one just above it, still newest first. Throws the database's error.
 */
export async function listMessageRows(
  db: Database,
  params: PageParams,
): Promise<MessageRowRecord[]> {
  return selectPage(db, ROW_COLUMNS, params);
}

/** First which rows, each way of finding them along one index; then those few rows whole. */
async function selectPage<Row>(
  db: Database,
  columns: string,
  { criteria, limit, olderThan, newerThan }: PageParams,
): Promise<Row[]> {
  const { branches, together, values } = toBranches(criteria);
  const bind = (value: unknown) => `$${values.push(value)}`;
  const order = newerThan ? "ASC" : "DESC";
  const position = olderThan ?? newerThan;
  const isBeyond = position
    ? ` ${newerThan ? ">" : "<"} (${bind(position.createdAt)}::timestamptz, ${bind(position.id)})`
    : "";
  const bound = bind(limit);
  const parts = branches.map(({ from, where, createdAt, id }) => {
    const conditions = [...where, ...(isBeyond ? [`(${createdAt}, ${id})${isBeyond}`] : [])];
    return `(SELECT ${id} AS id, ${createdAt} AS created_at FROM ${from} WHERE ${conditions.join(" AND ") || "TRUE"}
       ORDER BY ${createdAt} ${order}, ${id} ${order} LIMIT ${bound}::int)`;
  });
  const rows = await db.$queryRawUnsafe<Row[]>(
    `SELECT ${columns} FROM (
       SELECT id, created_at FROM (${parts.join(together)}) AS parts
       ORDER BY created_at ${order}, id ${order} LIMIT ${bound}::int
     ) AS page JOIN messages m ON m.id = page.id
     ORDER BY page.created_at DESC, page.id DESC`,
    ...values,
  );
  return rows;
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
  const { branches, together, values } = toBranches(criteria);
  const bound = `$${values.push(limit)}`;
  const parts = branches.map(
    ({ fromMessages, where, createdAt, id }) =>
      `(SELECT ${id} AS id, ${createdAt} AS created_at, m.outcome, m.sent_at
        FROM ${fromMessages} WHERE ${where.join(" AND ") || "TRUE"}
        ORDER BY ${createdAt} DESC, ${id} DESC LIMIT ${bound}::int)`,
  );
  const overdue = `$${values.push(overdueBefore)}`;
  const rows = await db.$queryRawUnsafe<{ outcome: string; count: number }[]>(
    `SELECT outcome, count(*)::int AS count FROM (
       SELECT CASE WHEN n.outcome <> 'sent' THEN n.outcome
         WHEN n.sent_at < ${overdue}::timestamptz THEN 'no_receipt' ELSE 'in_flight' END AS outcome
       FROM (${parts.join(together)}) AS n
       ORDER BY n.created_at DESC, n.id DESC LIMIT ${bound}::int
     ) AS newest GROUP BY outcome`,
    ...values,
  );
  return {
    counted: rows.reduce((sum, { count }) => sum + count, 0),
    byOutcome: Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])),
  };
}

/** Every sender there ever was, at most `limit`: one step along their index for each, however many messages it has. */
export async function listSenderAddresses(db: Database, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ address: string }[]>`
    WITH RECURSIVE senders AS (
      (SELECT from_address AS address FROM messages WHERE from_address IS NOT NULL ORDER BY from_address LIMIT 1)
      UNION ALL
      SELECT (SELECT m.from_address FROM messages m WHERE m.from_address > s.address ORDER BY m.from_address LIMIT 1)
      FROM senders s WHERE s.address IS NOT NULL
    )
    SELECT address FROM senders WHERE address IS NOT NULL LIMIT ${limit}::int`;
  return rows.map((row) => row.address);
}

/** A row with its events in the order of recording, and what the team hides at present. */
export type LiveRowRecord = MessageRowRecord & {
  events: Omit<TrackEventRecord, "message_id">[];
  masks_numbers: boolean;
  masks_bodies: boolean;
};

/**
 * What a page that follows the stream needs of some messages, in one statement, for it is asked for all the time. In
 * no order; those that do not exist are missing. Throws the database's error.
 */
export async function listLiveRows(db: Database, ids: readonly string[]): Promise<LiveRowRecord[]> {
  return db.$queryRawUnsafe<LiveRowRecord[]>(
    `SELECT ${ROW_COLUMNS}, coalesce(told.events, '[]') AS events,
       coalesce(p.masks_numbers, TRUE) AS masks_numbers, coalesce(p.masks_bodies, TRUE) AS masks_bodies
     FROM messages m
     LEFT JOIN team_privacy p ON TRUE
     LEFT JOIN LATERAL (
       SELECT json_agg(json_build_object('seq', e.seq::text, 'status', e.status, 'source', e.source,
         'error_code', e.error_code, 'deliveries', e.deliveries, 'received_at', ${instantSql("e.received_at")})
         ORDER BY e.seq) AS events
       FROM status_events e WHERE e.message_id = m.id
     ) told ON TRUE
     WHERE m.id = ANY($1::text[])`,
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

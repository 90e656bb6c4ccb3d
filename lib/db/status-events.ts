import "server-only";
import { createHash } from "node:crypto";
import { isLostRace } from "./database-error";
import { LIVE_CHANNEL } from "./live-channel";
import type { Database } from "./prisma";
import { storableText } from "./storable-text";

/** One observation of a status on its way into the record. Instants are UTC with microseconds. */
export type NewStatusEvent = {
  /** Our message's id, when the observation carries it. */
  messageId: string | null;
  sid: string;
  accountSid: string | null;
  to: string | null;
  toDigits: string | null;
  toCountry: string | null;
  from: string | null;
  messagingServiceSid: string | null;
  channel: string;
  /** UUID; the same key for the same message is the same event. */
  eventKey: string;
  source: "create_response" | "callback" | "api";
  status: string;
  errorCode: number | null;
  params: ReadonlyArray<readonly [string, string]>;
  rawBody: Uint8Array | null;
  query: string;
  headers: ReadonlyArray<readonly [string, string]>;
  keyLabel: string | null;
  receivedAt: string;
};

export type RecordedStatusEvent = {
  messageId: string;
  seq: string;
  /** False when the same event had come before. */
  isNew: boolean;
  /** True when the message was not known, and exists now because of this event. */
  isOrphan: boolean;
};

const MAX_LOST_RACES = 8;
/** A payload of NOTIFY holds less than 8,000 bytes. */
const IDS_PER_NOTIFICATION = 200;

/** A captured request can be replayed for ever: beyond this its times are no longer kept, only their count. */
const MAX_REDELIVERY_TIMES = 500;

/**
 * Records status events and moves the headlines of their messages: one SQL statement, so all or nothing.
 * A message is found by SID, else by our id; else an orphan is created. Answers in the order of `events`.
 * Throws the database's error when it could not be recorded; nothing is recorded then.
 * docs/decisions/group-commit.md explains the statement, its locks and its plan.
 */
export async function recordStatusEvents(
  db: Database,
  events: readonly NewStatusEvent[],
): Promise<RecordedStatusEvent[]> {
  if (events.length === 0) return [];
  const merged = mergeRepetitions(events);
  const rows = await runUntilRaceIsWon(db, merged.map(toStatementRow));
  const byIndex = new Map(rows.map((row) => [row.n, row]));
  const claimantOf = new Map<string, string>();
  for (const { claimant, message_id: orphanId } of rows) {
    if (claimant === null || orphanId === null || claimantOf.has(orphanId)) continue;
    await claimOrphan(db, { messageId: claimant, orphanId });
    claimantOf.set(orphanId, claimant);
  }
  const isFirst = new Set<number>();
  return events.map((event) => {
    const index = merged.findIndex(
      (item) => item.event.eventKey === event.eventKey && item.event.sid === event.sid,
    );
    const row = byIndex.get(index);
    if (!row || row.message_id === null || row.seq === null) {
      throw new Error("A status event was not recorded although its statement succeeded.");
    }
    const isNew = row.is_new === true && !isFirst.has(index);
    isFirst.add(index);
    const messageId = claimantOf.get(row.message_id) ?? row.message_id;
    return { messageId, seq: row.seq, isNew, isOrphan: row.is_orphan };
  });
}

type MergedEvent = { event: NewStatusEvent; redeliveredAt: string[] };

/** ON CONFLICT cannot meet one row twice in a statement, so repetitions within a batch are one item. */
function mergeRepetitions(events: readonly NewStatusEvent[]): MergedEvent[] {
  const merged = new Map<string, MergedEvent>();
  for (const event of events) {
    const key = `${event.sid} ${event.eventKey}`;
    const standing = merged.get(key);
    if (!standing) merged.set(key, { event, redeliveredAt: [] });
    else if (event.receivedAt < standing.event.receivedAt) {
      standing.redeliveredAt.push(standing.event.receivedAt);
      standing.event = event;
    } else standing.redeliveredAt.push(event.receivedAt);
  }
  return [...merged.values()];
}

function storableOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text);
}

function toStatementRow({ event, redeliveredAt }: MergedEvent, index: number) {
  return {
    n: index,
    our_id: event.messageId,
    orphan_id: orphanIdOf(event.sid),
    sid: event.sid,
    account_sid: event.accountSid,
    to_address: storableOrNull(event.to),
    to_digits: event.toDigits,
    to_country: event.toCountry,
    from_address: storableOrNull(event.from),
    messaging_service_sid: storableOrNull(event.messagingServiceSid),
    channel: event.channel,
    event_key: event.eventKey,
    source: event.source,
    status: storableText(event.status),
    error_code: event.errorCode,
    params: event.params.map(([name, value]) => [storableText(name), storableText(value)]),
    raw_body: event.rawBody === null ? null : Buffer.from(event.rawBody).toString("base64"),
    query: storableText(event.query),
    headers: event.headers.map(([name, value]) => [storableText(name), storableText(value)]),
    key_label: event.keyLabel,
    received_at: event.receivedAt,
    redelivered_at: redeliveredAt,
  };
}

/** An orphan's id follows from its SID, so that two processes that meet it at once mean the same row. */
export function orphanIdOf(sid: string): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const digest = createHash("sha256").update(sid).digest();
  return `msg_${Array.from(digest.subarray(0, 26), (byte) => alphabet[byte % 32]).join("")}`;
}

type StatementAnswer = {
  n: number;
  message_id: string | null;
  seq: string | null;
  is_new: boolean | null;
  is_orphan: boolean;
  claimant: string | null;
};

/**
 * Runs the statement until every item has its event. An item that met a message which took another SID while the
 * statement waited is not recorded by it; it alone is run again, and sees that SID.
 */
async function runUntilRaceIsWon(
  db: Database,
  items: readonly ReturnType<typeof toStatementRow>[],
): Promise<StatementAnswer[]> {
  const answers: StatementAnswer[] = [];
  const takenIds = new Set<string | null>([null]);
  let waiting = items;
  let lost = 0;
  while (waiting.length > 0) {
    if (lost > MAX_LOST_RACES) throw new Error("A status event did not find its message.");
    try {
      const input = JSON.stringify(oneSidPerMessage(waiting, takenIds));
      const rows = await db.$queryRawUnsafe<StatementAnswer[]>(RECORD_STATUS_EVENTS, input);
      const recorded = rows.filter((row) => row.seq !== null);
      const isRecorded = new Set(recorded.map((row) => row.n));
      answers.push(...recorded);
      for (const { n } of recorded) takenIds.add(items[n]?.our_id ?? null);
      waiting = waiting.filter((item) => !isRecorded.has(item.n));
      if (recorded.length === 0) lost += 1;
    } catch (error) {
      if (lost === MAX_LOST_RACES || !isLostRace(error)) throw error;
      lost += 1;
    }
  }
  return answers;
}

/**
 * Two SIDs that claim one id of ours must meet in two statements: the second then sees that the first has it.
 * `takenIds` need no such care any more.
 */
function oneSidPerMessage<Row extends { our_id: string | null; sid: string }>(
  rows: readonly Row[],
  takenIds: ReadonlySet<string | null>,
): Row[] {
  const sidOf = new Map<string | null, string>();
  return rows.filter(({ our_id, sid }) => {
    if (takenIds.has(our_id)) return true;
    const first = sidOf.get(our_id) ?? sid;
    sidOf.set(our_id, first);
    return first === sid;
  });
}

const STATUS_COLUMNS = [
  "accepted",
  "scheduled",
  "queued",
  "sending",
  "sent",
  "partially_delivered",
  "delivered",
  "undelivered",
  "failed",
  "canceled",
  "read",
] as const;

const RECORD_STATUS_EVENTS = `
WITH input AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS i(
    n int, our_id text, orphan_id text, sid text, account_sid text, to_address text, to_digits text,
    to_country text, from_address text, messaging_service_sid text, channel text, event_key uuid, source text,
    status text, error_code int, params jsonb, raw_body text, query text, headers jsonb, key_label text,
    received_at timestamptz, redelivered_at timestamptz[]
  )
),
target AS MATERIALIZED (
  SELECT i.*,
    coalesce(by_sid.id, by_id.id, i.orphan_id) AS message_id,
    by_sid.id IS NULL AND by_id.id IS NULL AS is_orphan,
    CASE WHEN by_sid.origin = 'orphan' AND by_id.sid IS NULL THEN by_id.id END AS claimant,
    milepost_status_rank(i.status) AS rank,
    i.status IN ('undelivered', 'failed') AS is_failure
  FROM input i
  LEFT JOIN messages by_sid ON by_sid.sid = i.sid
  LEFT JOIN messages by_id ON by_id.id = i.our_id AND (by_id.sid IS NULL OR by_id.sid = i.sid)
),
merged AS (
  SELECT message_id,
    min(sid) AS sid, min(account_sid) AS account_sid,
    (array_agg(to_address ORDER BY received_at))[1] AS to_address,
    (array_agg(to_digits ORDER BY received_at))[1] AS to_digits,
    (array_agg(to_country ORDER BY received_at))[1] AS to_country,
    (array_agg(from_address ORDER BY received_at) FILTER (WHERE from_address IS NOT NULL))[1] AS from_address,
    min(messaging_service_sid) AS messaging_service_sid, min(channel) AS channel,
    min(received_at) AS first_at, max(received_at) AS last_at,
    ${STATUS_COLUMNS.map((word) => `min(received_at) FILTER (WHERE status = '${word}') AS ${word}_at`).join(",\n    ")},
    (array_agg(status ORDER BY received_at, status) FILTER (WHERE rank < 0))[1] AS unknown_status,
    min(received_at) FILTER (WHERE rank < 0) AS unknown_status_at,
    (array_agg(status ORDER BY received_at DESC, status DESC) FILTER (WHERE source = 'api' AND rank >= 50))[1]
      AS api_status,
    max(received_at) FILTER (WHERE source = 'api' AND rank >= 50) AS api_status_at,
    (array_agg(error_code ORDER BY is_failure DESC, received_at, error_code)
      FILTER (WHERE error_code IS NOT NULL))[1] AS error_code,
    (array_agg(received_at ORDER BY is_failure DESC, received_at, error_code)
      FILTER (WHERE error_code IS NOT NULL))[1] AS error_at,
    (array_agg(is_failure ORDER BY is_failure DESC, received_at, error_code)
      FILTER (WHERE error_code IS NOT NULL))[1] AS error_is_failure
  FROM target
  GROUP BY message_id
  ORDER BY message_id
),
moved AS (
  INSERT INTO messages AS m (
    id, sid, account_sid, origin, submission, channel, to_address, to_digits, to_country, from_address,
    messaging_service_sid, created_at, ${STATUS_COLUMNS.map((word) => `${word}_at`).join(", ")},
    unknown_status, unknown_status_at, api_status, api_status_at, error_code, error_at, error_is_failure,
    last_event_at
  )
  SELECT message_id, sid, account_sid, 'orphan', 'accepted', channel, to_address, to_digits, to_country,
    from_address, messaging_service_sid, first_at, ${STATUS_COLUMNS.map((word) => `${word}_at`).join(", ")},
    unknown_status, unknown_status_at, api_status, api_status_at, error_code, error_at, error_is_failure, last_at
  FROM merged
  ON CONFLICT (id) DO UPDATE SET
    sid = coalesce(m.sid, excluded.sid),
    account_sid = coalesce(m.account_sid, excluded.account_sid),
    submission = 'accepted',
    created_at = CASE WHEN m.origin = 'orphan' THEN least(m.created_at, excluded.created_at) ELSE m.created_at END,
    to_address = coalesce(m.to_address, excluded.to_address),
    to_digits = coalesce(m.to_digits, excluded.to_digits),
    to_country = coalesce(m.to_country, excluded.to_country),
    from_address = coalesce(m.from_address, excluded.from_address),
    messaging_service_sid = coalesce(m.messaging_service_sid, excluded.messaging_service_sid),
    ${STATUS_COLUMNS.map((word) => `${word}_at = least(m.${word}_at, excluded.${word}_at)`).join(",\n    ")},
    unknown_status = CASE WHEN m.unknown_status IS NULL
      OR (excluded.unknown_status_at, excluded.unknown_status) < (m.unknown_status_at, m.unknown_status)
      THEN excluded.unknown_status ELSE m.unknown_status END,
    unknown_status_at = least(m.unknown_status_at, excluded.unknown_status_at),
    api_status = CASE WHEN m.api_status IS NULL
      OR (excluded.api_status_at, excluded.api_status) > (m.api_status_at, m.api_status)
      THEN excluded.api_status ELSE m.api_status END,
    api_status_at = greatest(m.api_status_at, excluded.api_status_at),
    (error_code, error_at, error_is_failure) = (
      SELECT e.code, e.at, e.is_failure FROM (VALUES
        (m.error_code, m.error_at, m.error_is_failure),
        (excluded.error_code, excluded.error_at, excluded.error_is_failure)
      ) AS e(code, at, is_failure)
      ORDER BY e.code IS NULL, e.is_failure DESC, e.at, e.code LIMIT 1
    ),
    last_event_at = greatest(m.last_event_at, excluded.last_event_at)
  WHERE m.sid IS NULL OR m.sid = excluded.sid
  RETURNING m.id
),
recorded AS (
  INSERT INTO status_events AS e (
    message_id, event_key, source, status, error_code, params, raw_body, query, headers, key_label,
    deliveries, redelivered_at, received_at
  )
  SELECT t.message_id, t.event_key, t.source, t.status, t.error_code, t.params, decode(t.raw_body, 'base64'),
    t.query, t.headers, t.key_label, 1 + cardinality(t.redelivered_at), t.redelivered_at, t.received_at
  FROM target t JOIN moved ON moved.id = t.message_id
  ORDER BY t.received_at, t.n
  ON CONFLICT (message_id, event_key) DO UPDATE SET
    deliveries = e.deliveries + excluded.deliveries,
    received_at = least(e.received_at, excluded.received_at),
    redelivered_at = (
      e.redelivered_at || greatest(e.received_at, excluded.received_at) || excluded.redelivered_at
    )[1:${MAX_REDELIVERY_TIMES}]
  RETURNING e.seq, e.message_id, e.event_key, (xmax = 0) AS is_new
),
told AS (
  SELECT pg_notify('${LIVE_CHANNEL}', max(seq)::text || ':' || string_agg(DISTINCT message_id, ','))
  FROM (SELECT seq, message_id, (dense_rank() OVER (ORDER BY message_id) - 1) / ${IDS_PER_NOTIFICATION} AS part FROM recorded)
  GROUP BY part
)
SELECT t.n, recorded.message_id, recorded.seq::text AS seq, recorded.is_new, t.is_orphan, t.claimant
FROM target t
LEFT JOIN recorded ON recorded.message_id = t.message_id AND recorded.event_key = t.event_key
CROSS JOIN (SELECT count(*) FROM told) AS notified
`;

/**
 * Gives an orphan's SID, statuses and events to the message it turned out to be, and removes the orphan.
 * Does nothing when somebody else did it already.
 */
async function claimOrphan(
  db: Database,
  { messageId, orphanId }: { messageId: string; orphanId: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ id: string; sid: string | null; origin: string }[]>`
      SELECT id, sid, origin FROM messages WHERE id IN (${messageId}, ${orphanId}) ORDER BY id FOR UPDATE`;
    const claimant = locked.find((row) => row.id === messageId);
    const orphan = locked.find((row) => row.id === orphanId);
    if (!claimant || !orphan || claimant.sid !== null || orphan.origin !== "orphan") return;
    await tx.$executeRawUnsafe(MOVE_ORPHAN_ASIDE, orphanId);
    await tx.$executeRawUnsafe(CLAIM_ORPHAN, messageId, orphanId, orphan.sid);
    await tx.$executeRaw`UPDATE status_events SET message_id = ${messageId} WHERE message_id = ${orphanId}`;
    await tx.$executeRaw`DELETE FROM messages WHERE id = ${orphanId}`;
    await tx.$queryRaw`
      SELECT pg_notify(${LIVE_CHANNEL}, coalesce(max(seq), 0)::text || ':' || ${messageId}::text)::text AS told
      FROM status_events WHERE message_id = ${messageId}`;
  });
}

const MOVE_ORPHAN_ASIDE = "UPDATE messages SET sid = NULL WHERE id = $1";

const CLAIM_ORPHAN = `
UPDATE messages AS m SET
  sid = $3,
  account_sid = coalesce(m.account_sid, o.account_sid),
  submission = 'accepted',
  from_address = coalesce(m.from_address, o.from_address),
  messaging_service_sid = coalesce(m.messaging_service_sid, o.messaging_service_sid),
  ${STATUS_COLUMNS.map((word) => `${word}_at = least(m.${word}_at, o.${word}_at)`).join(",\n  ")},
  unknown_status = o.unknown_status, unknown_status_at = o.unknown_status_at,
  api_status = o.api_status, api_status_at = o.api_status_at,
  error_code = o.error_code, error_at = o.error_at, error_is_failure = o.error_is_failure,
  last_event_at = greatest(m.last_event_at, o.last_event_at)
FROM messages AS o
WHERE m.id = $1 AND o.id = $2
`;

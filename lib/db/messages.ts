import "server-only";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import { LIVE_CHANNEL } from "./live-channel";
import type { MessageRowRecord } from "./message-rows";
import type { Database } from "./prisma";

/** A message that somebody asked for, before Twilio is called. */
export type NewMessage = {
  id: string;
  origin: "dashboard" | "api";
  accountSid: string | null;
  channel: string;
  to: string;
  toDigits: string;
  toCountry: string | null;
  from: string | null;
  messagingServiceSid: string | null;
  body: string | null;
  mediaUrls: string[];
  contentSid: string | null;
  contentVariables: Record<string, string> | null;
  callbackMode: string;
  statusCallback: string | null;
  sendAt: Date | null;
  validityPeriodSeconds: number | null;
  isSmartEncoded?: boolean;
  reference: string | null;
  tags: string[];
  sendKey: string | null;
  resentFromId: string | null;
  batchId: string | null;
  createdBy: string;
  createdAt: string;
};

/**
 * Inserts a pending message with its search words. Answers the id of the message that has this send key: the new
 * one's, or that of the message which took the key before (then nothing is inserted).
 */
export async function insertPendingMessage(
  db: Database,
  message: NewMessage,
): Promise<{ id: string; isNew: boolean }> {
  const { body, reference, tags, batchId, resentFromId } = message;
  const document = [body, reference, ...tags, batchId, resentFromId].filter(Boolean).join(" ");
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH added AS (
      INSERT INTO messages (
        id, origin, account_sid, submission, channel, to_address, to_digits, to_country, from_address,
        messaging_service_sid, body, media_urls, content_sid, content_variables, callback_mode, status_callback,
        send_at, validity_period_seconds, is_smart_encoded, reference, tags, send_key, resent_from_id, batch_id, created_by, created_at
      ) VALUES (
        ${message.id}, ${message.origin}, ${message.accountSid}, 'pending', ${message.channel}, ${message.to},
        ${message.toDigits}, ${message.toCountry}, ${message.from}, ${message.messagingServiceSid},
        ${message.body}, ${message.mediaUrls}::text[], ${message.contentSid},
        ${message.contentVariables === null ? null : JSON.stringify(message.contentVariables)}::jsonb,
        ${message.callbackMode}, ${message.statusCallback}, ${message.sendAt}::timestamptz,
        ${message.validityPeriodSeconds}, ${message.isSmartEncoded ?? false}, ${message.reference},
        ${message.tags}::text[], ${message.sendKey}, ${message.resentFromId}, ${message.batchId}, ${message.createdBy}, ${message.createdAt}::timestamptz
      )
      ON CONFLICT (send_key) DO NOTHING
      RETURNING id, created_at
    ),
    words AS (
      INSERT INTO message_search (message_id, created_at, document)
      SELECT id, created_at, to_tsvector('simple', ${document}) FROM added
    )
    SELECT id, pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM added`;
  if (rows[0]) return { id: rows[0].id, isNew: true };
  const standing = await db.message.findUnique({
    where: { sendKey: message.sendKey ?? "" },
    select: { id: true },
  });
  if (!standing) throw new Error("A message was neither inserted nor found by its send key.");
  return { id: standing.id, isNew: false };
}

/** How handing a message to Twilio went; null when there is no such message. */
export async function findSubmission(
  db: Database,
  id: string,
): Promise<{
  submission: string;
  error_code: number | null;
  refusal_message: string | null;
} | null> {
  const [row] = await db.$queryRaw<
    { submission: string; error_code: number | null; refusal_message: string | null }[]
  >`SELECT submission, error_code, refusal_message FROM messages WHERE id = ${id}`;
  return row ?? null;
}

/** What Twilio told about a message beside its status. */
export type MessageFacts = {
  numSegments: number | null;
  price: string | null;
  priceUnit: string | null;
  from: string | null;
  messagingServiceSid: string | null;
  body: string | null;
};

/** Fills in what Twilio's API told; what is there already stays unless Twilio knows better (segments, price). */
export async function updateMessageFacts(
  db: Database,
  id: string,
  facts: MessageFacts,
): Promise<void> {
  await db.$queryRaw`
    WITH changed AS (
      UPDATE messages SET
        num_segments = coalesce(nullif(${facts.numSegments}::int, 0), num_segments),
        price = coalesce(${facts.price}::numeric, price),
        price_unit = coalesce(${facts.priceUnit}, price_unit),
        from_address = coalesce(from_address, ${facts.from}),
        messaging_service_sid = coalesce(messaging_service_sid, ${facts.messagingServiceSid}),
        body = CASE WHEN body IS NULL AND body_redacted_at IS NULL THEN nullif(${facts.body}, '') ELSE body END,
        submitted_at = coalesce(submitted_at, clock_timestamp())
      WHERE id = ${id} RETURNING id
    )
    SELECT pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM changed`;
}

/** Twilio refused the create call: the message does not exist there. Only a pending submission can become it. */
export async function markRejected(
  db: Database,
  id: string,
  refusal: { errorCode: number | null; message: string },
): Promise<void> {
  await db.$queryRaw`
    WITH changed AS (
      UPDATE messages SET submission = 'rejected', error_code = ${refusal.errorCode},
        refusal_message = ${refusal.message}, submitted_at = clock_timestamp()
      WHERE id = ${id} AND submission = 'pending' RETURNING id
    )
    SELECT pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM changed`;
}

/** Twilio did not answer the create call: the message may exist there. Only a pending submission can become it. */
export async function markSubmissionUnknown(db: Database, id: string): Promise<void> {
  await db.$queryRaw`
    WITH changed AS (
      UPDATE messages SET submission = 'unknown' WHERE id = ${id} AND submission = 'pending' RETURNING id
    )
    SELECT pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM changed`;
}

/** Marks a message as deleted at Twilio; the first mark stays. */
export async function markDeletedAtTwilio(db: Database, id: string, at: Date): Promise<void> {
  await db.$queryRaw`
    WITH changed AS (
      UPDATE messages SET twilio_deleted_at = coalesce(twilio_deleted_at, ${at}::timestamptz)
      WHERE id = ${id} RETURNING id
    )
    SELECT pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM changed`;
}

/** The messages that were sent in place of a failed one, oldest first. */
export async function listResentIds(db: Database, id: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM message_search s JOIN messages m ON m.id = s.message_id
    WHERE s.document @@ plainto_tsquery('simple', ${id}) AND m.resent_from_id = ${id}
    ORDER BY m.created_at, m.id LIMIT 20`;
  return rows.map((row) => row.id);
}

/** Everything a message's page shows beside its events. Instants are ISO, UTC, microseconds. */
export type MessageDetailRecord = MessageRowRecord & {
  callback_mode: string;
  status_callback: string | null;
  media_urls: string[];
  content_sid: string | null;
  content_variables: Record<string, string> | null;
  price: string | null;
  price_unit: string | null;
  validity_period_seconds: number | null;
  tags: string[];
  resent_from_id: string | null;
  created_by: string | null;
  submitted_at: string | null;
  refusal_message: string | null;
  is_smart_encoded: boolean;
  twilio_deleted_at: string | null;
};

/** One message by our id or by Twilio's SID; null when there is none. */
export async function findMessage(
  db: Database,
  idOrSid: string,
): Promise<MessageDetailRecord | null> {
  const column = Prisma.raw(idOrSid.startsWith("msg_") ? "m.id" : "m.sid");
  const instant = (name: string) => Prisma.raw(`${instantSql(`m.${name}`)} AS ${name}`);
  const [row] = await db.$queryRaw<MessageDetailRecord[]>`
    SELECT m.id, m.sid, m.account_sid, m.origin, m.submission, m.status, m.outcome, m.has_conflict, m.error_code,
      m.channel, m.to_address, m.to_country, m.from_address, m.messaging_service_sid, m.body,
      ${instant("body_redacted_at")}, ${instant("numbers_redacted_at")}, m.num_segments, m.reference, ${instant("send_at")}, ${instant("created_at")},
      ${instant("last_event_at")}, m.callback_mode, m.status_callback, m.media_urls, m.content_sid,
      m.content_variables, m.price::text AS price, m.price_unit, m.validity_period_seconds, m.tags,
      m.resent_from_id, m.created_by, ${instant("submitted_at")}, m.refusal_message,
      m.is_smart_encoded, ${instant("twilio_deleted_at")}
    FROM messages m WHERE ${column} = ${idOrSid}`;
  return row ?? null;
}

export type StatusEventRecord = {
  seq: string;
  status: string;
  source: string;
  error_code: number | null;
  received_at: string;
  deliveries: number;
  redelivered_at: string[];
  params: [string, string][];
  query: string;
  headers: [string, string][];
  raw_body: Uint8Array | null;
  key_label: string | null;
  redacted_at: string | null;
};

/** More than any message has that is not repeated by mistake; an answer holds no more. */
const MAX_EVENTS = 1_000;

/** The events of one message, whole, in the order of recording; of more than 1,000 the first. */
export async function listStatusEvents(
  db: Database,
  messageId: string,
): Promise<StatusEventRecord[]> {
  const receivedAt = Prisma.raw(instantSql("e.received_at"));
  const redelivered = Prisma.raw(instantSql("t"));
  return db.$queryRaw<StatusEventRecord[]>`
    SELECT e.seq::text AS seq, e.status, e.source, e.error_code, ${receivedAt} AS received_at, e.deliveries,
      ARRAY(SELECT ${redelivered} FROM unnest(e.redelivered_at) AS t ORDER BY t) AS redelivered_at,
      e.params, e.query, e.headers, e.raw_body, e.key_label, ${Prisma.raw(instantSql("e.redacted_at"))} AS redacted_at
    FROM status_events e WHERE e.message_id = ${messageId} ORDER BY e.seq LIMIT ${MAX_EVENTS}`;
}

/** Refused callbacks that claim to be about a SID and were not released. */
export async function listQuarantinedFor(
  db: Database,
  sid: string,
): Promise<{ id: string; claimed_status: string | null; received_at: string }[]> {
  const receivedAt = Prisma.raw(instantSql("r.received_at"));
  return db.$queryRaw`
    SELECT r.id::text AS id, r.claimed_status, ${receivedAt} AS received_at
    FROM refused_callbacks r WHERE r.claimed_sid = ${sid} AND r.released_at IS NULL
    ORDER BY r.received_at LIMIT 50`;
}

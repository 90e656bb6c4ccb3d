import "server-only";
import { WORDS_BESIDE_TEXT_SQL } from "./message-redaction";
import type { Database } from "./prisma";

/** A stretch of what is due: from where it was looked through already, to where it is still kept. */
export type RetentionStretch = { from: Date; before: Date; now: Date; limit: number };

/** How much was removed, and the instant of the last looked at; null when nothing is left. */
export type RetentionStep = { count: number; lastAt: Date | null };

type StepRow = { count: number; last: Date | null };
const toStep = (row: StepRow | undefined): RetentionStep => ({
  count: row?.count ?? 0,
  lastAt: row?.last ?? null,
});

/**
 * Removes texts, template variables, media addresses and search words of messages that were created in the stretch.
 * With `isAtTwilio` each that Twilio still has is put down to be redacted there. Rows in somebody else's hand are
 * left for the next run, so that callbacks are never waited for.
 */
export async function removeBodies(
  db: Database,
  { from, before, now, limit, isAtTwilio }: RetentionStretch & { isAtTwilio: boolean },
): Promise<RetentionStep> {
  const [row] = await db.$queryRawUnsafe<StepRow[]>(
    `WITH due AS MATERIALIZED (
       SELECT id, created_at FROM messages
       WHERE created_at >= $1::timestamptz AND created_at < $2::timestamptz
         AND (body IS NOT NULL OR content_variables IS NOT NULL OR media_urls <> '{}')
       ORDER BY created_at LIMIT $4::int FOR UPDATE SKIP LOCKED
     ),
     gone AS (
       UPDATE messages m SET body = NULL, content_variables = NULL, media_urls = '{}',
         body_redacted_at = coalesce(m.body_redacted_at, $3::timestamptz)
       FROM due WHERE m.id = due.id RETURNING m.id, m.sid, m.twilio_deleted_at
     ),
     words AS (
       UPDATE message_search s SET document = to_tsvector('simple', ${WORDS_BESIDE_TEXT_SQL})
       FROM messages m, due WHERE m.id = due.id AND s.message_id = m.id
     ),
     at_twilio AS (
       INSERT INTO twilio_redactions (message_id, sid, due_at)
       SELECT id, sid, $3::timestamptz FROM gone WHERE $5::boolean AND sid IS NOT NULL AND twilio_deleted_at IS NULL
       ON CONFLICT DO NOTHING
     )
     SELECT count(*)::int AS count, max(created_at) AS last FROM due`,
    from,
    before,
    now,
    limit,
    isAtTwilio,
  );
  return toStep(row);
}

/** Removes recipients' numbers of messages that were created in the stretch; their country stays. */
export async function removeNumbers(
  db: Database,
  { from, before, now, limit }: RetentionStretch,
): Promise<RetentionStep> {
  const [row] = await db.$queryRaw<StepRow[]>`
    WITH due AS MATERIALIZED (
      SELECT id, created_at FROM messages
      WHERE created_at >= ${from}::timestamptz AND created_at < ${before}::timestamptz AND to_address IS NOT NULL
      ORDER BY created_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ),
    gone AS (
      UPDATE messages m SET to_address = NULL, to_digits = NULL,
        numbers_redacted_at = coalesce(m.numbers_redacted_at, ${now}::timestamptz),
        refusal_message = regexp_replace(m.refusal_message, '\\+[0-9]{5,15}', '••••', 'g')
      FROM due WHERE m.id = due.id
    )
    SELECT count(*)::int AS count, max(created_at) AS last FROM due`;
  return toStep(row);
}

/** Which parameter values go with which kind. */
const SCRUBBED = {
  bodies: { names: ["Body", "ButtonText", "ButtonPayload"], pattern: "^$" },
  numbers: {
    names: ["To", "From", "WaId", "ProfileName", "ChannelToAddress", "ExternalUserId"],
    pattern: "^([a-z]+:)?\\+[0-9]{5,15}$",
  },
} as const;

/** Removes texts or numbers from callbacks that came in the stretch, and with them the request as it came. */
export async function scrubCallbacks(
  db: Database,
  { from, before, now, limit, kind }: RetentionStretch & { kind: keyof typeof SCRUBBED },
): Promise<RetentionStep> {
  const { names, pattern } = SCRUBBED[kind];
  const [row] = await db.$queryRaw<StepRow[]>`
    WITH due AS MATERIALIZED (
      SELECT e.seq, e.received_at FROM status_events e
      WHERE e.received_at >= ${from}::timestamptz AND e.received_at < ${before}::timestamptz AND EXISTS (
        SELECT FROM jsonb_array_elements(e.params) AS p(pair)
        WHERE p.pair ->> 1 <> '' AND (p.pair ->> 0 = ANY(${[...names]}::text[]) OR p.pair ->> 1 ~* ${pattern}))
      ORDER BY e.received_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ),
    gone AS (
      UPDATE status_events e SET raw_body = NULL, redacted_at = coalesce(e.redacted_at, ${now}::timestamptz), params = (
        SELECT jsonb_agg(
          CASE WHEN p.pair ->> 0 = ANY(${[...names]}::text[]) OR p.pair ->> 1 ~* ${pattern}
            THEN jsonb_build_array(p.pair ->> 0, '') ELSE p.pair END ORDER BY p.place)
        FROM jsonb_array_elements(e.params) WITH ORDINALITY AS p(pair, place))
      FROM due WHERE e.seq = due.seq
    )
    SELECT count(*)::int AS count, max(received_at) AS last FROM due`;
  return toStep(row);
}

/** Removes callbacks that came in the stretch as requests: what they said of a status, and when, stays. */
export async function removeRawCallbacks(
  db: Database,
  { from, before, now, limit }: RetentionStretch,
): Promise<RetentionStep> {
  const [row] = await db.$queryRaw<StepRow[]>`
    WITH due AS MATERIALIZED (
      SELECT e.seq, e.received_at FROM status_events e
      WHERE e.received_at >= ${from}::timestamptz AND e.received_at < ${before}::timestamptz
        AND (e.raw_body IS NOT NULL OR e.params <> '[]' OR e.headers <> '[]' OR e.query <> '')
      ORDER BY e.received_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ),
    gone AS (
      UPDATE status_events e SET raw_body = NULL, params = '[]', headers = '[]', query = '',
        redacted_at = coalesce(e.redacted_at, ${now}::timestamptz)
      FROM due WHERE e.seq = due.seq
    )
    SELECT count(*)::int AS count, max(received_at) AS last FROM due`;
  return toStep(row);
}

/** Empties the examples of undocumented parameters that were last seen before an instant. */
export async function removeUnknownExamples(db: Database, before: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE unknown_names SET example = '' WHERE kind = 'parameter' AND last_seen_at < ${before}::timestamptz
      AND example <> ''`;
}

/** Deletes at most `limit` refused callbacks that came before an instant. Answers how many. */
export async function deleteRefusedCallbacks(
  db: Database,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  return db.$executeRaw`
    DELETE FROM refused_callbacks WHERE id IN (
      SELECT id FROM refused_callbacks WHERE received_at < ${before}::timestamptz
      ORDER BY received_at LIMIT ${limit}::int)`;
}

/**
 * Removes what lists said of their recipients, of batches made before an instant: rows that are still to be sent
 * keep it. Answers how many rows.
 */
export async function removeBatchRecipients(
  db: Database,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  return db.$executeRaw`
    UPDATE send_batch_rows r SET recipient = '', to_address = NULL, fields = '{}'
    FROM (
      SELECT r.batch_id, r.line FROM send_batches b JOIN send_batch_rows r ON r.batch_id = b.id
      WHERE b.created_at < ${before}::timestamptz AND r.state IN ('sent', 'canceled', 'left_out')
        AND (r.recipient <> '' OR r.to_address IS NOT NULL OR r.fields <> '{}')
      LIMIT ${limit}::int
    ) AS due
    WHERE r.batch_id = due.batch_id AND r.line = due.line`;
}

/** Removes the text of finished and canceled batches made before an instant. */
export async function removeBatchTexts(db: Database, before: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE send_batches SET body = '' WHERE created_at < ${before}::timestamptz
      AND state IN ('finished', 'canceled') AND body <> ''`;
}

/** Messages whose body is to be redacted at Twilio now, those that wait longest first. */
export async function listDueTwilioRedactions(
  db: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<{ messageId: string; sid: string; accountSid: string | null }[]> {
  return db.$queryRaw`
    SELECT r.message_id AS "messageId", r.sid, m.account_sid AS "accountSid"
    FROM twilio_redactions r LEFT JOIN messages m ON m.id = r.message_id
    WHERE r.due_at <= ${now}::timestamptz ORDER BY r.due_at LIMIT ${limit}::int`;
}

/** Twilio has redacted it, or has it no more. */
export async function finishTwilioRedaction(db: Database, messageId: string): Promise<void> {
  await db.$executeRaw`DELETE FROM twilio_redactions WHERE message_id = ${messageId}`;
}

/** Twilio did not do it: again later, each time twice as late, at most a day. */
export async function postponeTwilioRedaction(
  db: Database,
  messageId: string,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE twilio_redactions SET attempts = attempts + 1,
      due_at = ${now}::timestamptz + least(interval '15 minutes' * power(2, least(attempts, 10)), interval '1 day')
    WHERE message_id = ${messageId}`;
}

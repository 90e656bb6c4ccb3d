import pg from "pg";

export const RARE_TO = "+12065550000123";
export const RARE_SID = `SM${"7".repeat(32)}`;
export const RARE_CODE = 30_410;
export const SERVICE = `MG${"5".repeat(32)}`;

/**
 * Fills a database with messages over the last 30 days and their events, by SQL: 83 % delivered or read, 9 % failed
 * with a dozen codes, 6 % without a receipt, some in flight, in conflict and unknown. What is rare (a recipient, a
 * word, a code) is as rare at every size, about a hundred messages. Does nothing when it is full.
 */
export async function fillMessages(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM messages",
  );
  if ((rows[0]?.count ?? 0) < count) {
    console.log(`Filling ${count.toLocaleString("en")} messages …`);
    await client.query("TRUNCATE messages, status_events, message_search");
    await client.query("SET synchronous_commit = off; SET session_replication_role = replica");
    const indexes = await dropIndexes(client);
    await client.query(FILL_MESSAGES, [count, RARE_TO, RARE_SID, RARE_CODE, SERVICE]);
    await client.query(FILL_SEARCH);
    await client.query(FILL_EVENTS);
    for (const definition of indexes) await client.query(definition);
  }
  await client.query("VACUUM ANALYZE");
  await client.end();
}

/** Indexes are built much faster over what is there than row by row. Answers how to make them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid IN ('messages'::regclass, 'status_events'::regclass, 'message_search'::regclass)
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

const FILL_MESSAGES = `
INSERT INTO messages (
  id, sid, account_sid, submission, channel, to_address, to_digits, to_country, from_address,
  messaging_service_sid, body, num_segments, reference, callback_mode, created_at,
  queued_at, sent_at, delivered_at, undelivered_at, failed_at, read_at, unknown_status, unknown_status_at,
  error_code, error_at, error_is_failure, last_event_at
)
SELECT
  'msg_' || lpad(upper(to_hex($1::bigint * 4 - i)), 26, '0'),
  CASE WHEN i = 77 THEN $3 ELSE 'SM' || md5(i::text) END,
  'AC' || repeat('a', 32), 'accepted',
  CASE WHEN r < 0.1 THEN 'whatsapp' ELSE 'sms' END,
  CASE WHEN i % ($1::bigint / 100) = 77 THEN $2 ELSE '+1415' || lpad((i * 7919 % 200000)::text, 7, '0') END,
  CASE WHEN i % ($1::bigint / 100) = 77 THEN substr($2, 2) ELSE '1415' || lpad((i * 7919 % 200000)::text, 7, '0') END,
  'US', '+162855501' || lpad((i % 20)::text, 2, '0'),
  CASE WHEN i % 3 = 0 THEN $5 END,
  (ARRAY['Your appointment is on', 'Your prescription is ready on', 'We moved your appointment to', 'Your code arrives'])[1 + i % 4]
    || ' ' || (ARRAY['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])[1 + i % 7]
    || CASE WHEN i % ($1::bigint / 100) = 78 THEN ' by zeppelin' ELSE '' END,
  1, 'order-' || i, 'message', at,
  CASE WHEN r < 0.993 THEN at + interval '200 ms' END,
  CASE WHEN r < 0.985 THEN at + interval '900 ms' END,
  CASE WHEN (r >= 0.1 AND r < 0.83) OR (r >= 0.975 AND r < 0.982) THEN at + interval '3 s' END,
  CASE WHEN r >= 0.83 AND r < 0.9 OR r >= 0.975 AND r < 0.982 THEN at + interval '4 s' END,
  CASE WHEN r >= 0.9 AND r < 0.92 THEN at + interval '1 s' END,
  CASE WHEN r < 0.1 THEN at + interval '60 s' END,
  CASE WHEN r >= 0.993 THEN 'held_by_carrier' END, CASE WHEN r >= 0.993 THEN at + interval '1 s' END,
  CASE WHEN r >= 0.83 AND r < 0.92 OR r >= 0.975 AND r < 0.982 THEN
    CASE WHEN i % ($1::bigint / 1000) = 7 THEN $4 ELSE (ARRAY[30003, 30005, 30006, 30007, 30008, 30034])[1 + i % 6] END END,
  CASE WHEN r >= 0.83 AND r < 0.92 OR r >= 0.975 AND r < 0.982 THEN at + interval '4 s' END,
  CASE WHEN r >= 0.83 AND r < 0.92 OR r >= 0.975 AND r < 0.982 THEN TRUE END,
  at + interval '4 s'
FROM (
  SELECT i, now() - i * (interval '30 days' / $1::bigint) AS at, (i * 2654435761 % 1000003) / 1000003.0 AS r
  FROM generate_series(1, $1::bigint) AS i
) AS plan`;

const FILL_SEARCH = `
INSERT INTO message_search (message_id, created_at, document)
SELECT id, created_at, to_tsvector('simple', body || ' ' || reference) FROM messages`;

const FILL_EVENTS = `
INSERT INTO status_events (message_id, event_key, source, status, error_code, params, raw_body, query, received_at)
SELECT m.id, md5(m.id || s.status)::uuid, s.source, s.status,
  CASE WHEN s.status IN ('undelivered', 'failed') THEN m.error_code END,
  jsonb_build_array(jsonb_build_array('MessageSid', m.sid), jsonb_build_array('MessageStatus', s.status)),
  convert_to('MessageSid=' || m.sid || '&MessageStatus=' || s.status, 'UTF8'), 'message=' || m.id, s.at
FROM messages m
CROSS JOIN LATERAL (VALUES
  ('create_response', 'queued', m.queued_at), ('callback', 'sent', m.sent_at),
  ('callback', 'delivered', m.delivered_at), ('callback', 'undelivered', m.undelivered_at),
  ('callback', 'failed', m.failed_at), ('callback', 'read', m.read_at),
  ('callback', m.unknown_status, m.unknown_status_at)
) AS s(source, status, at)
WHERE s.at IS NOT NULL
ORDER BY m.created_at`;

-- Over an empty table every index that holds a column somewhere costs the same, so a look-up by id could be planned
-- through "messages_by_state", where id comes last, and be kept while the table grows. Asked for the first row in the
-- order of the column, only the index that begins with it can answer.
CREATE OR REPLACE FUNCTION "milepost_record_status_events"("messages_in" JSONB, "events_in" JSONB)
RETURNS TABLE ("n" INTEGER, "message_id" TEXT, "seq" BIGINT, "is_new" BOOLEAN, "is_orphan" BOOLEAN, "claimant" TEXT)
LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH input AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(messages_in) AS i(
    m int, our_id text, orphan_id text, sid text, account_sid text, to_address text, to_digits text,
    to_country text, from_address text, messaging_service_sid text, channel text, first_at timestamptz,
    last_at timestamptz, accepted_at timestamptz, scheduled_at timestamptz, queued_at timestamptz,
    sending_at timestamptz, sent_at timestamptz, partially_delivered_at timestamptz, delivered_at timestamptz,
    undelivered_at timestamptz, failed_at timestamptz, canceled_at timestamptz, read_at timestamptz,
    unknown_status text, unknown_status_at timestamptz, api_status text, api_status_at timestamptz,
    error_code int, error_at timestamptz, error_is_failure boolean
  )
),
target AS MATERIALIZED (
  SELECT i.*,
    coalesce(by_sid.id, by_id.id, i.orphan_id) AS message_id,
    by_sid.id IS NULL AND by_id.id IS NULL AS is_orphan,
    CASE WHEN by_sid.origin = 'orphan' AND by_id.sid IS NULL THEN by_id.id END AS claimant
  FROM input i
  LEFT JOIN LATERAL (
    SELECT x.id, x.origin FROM messages x WHERE x.sid >= i.sid AND x.sid <= i.sid ORDER BY x.sid LIMIT 1
  ) by_sid ON TRUE
  LEFT JOIN LATERAL (
    SELECT x.id, x.sid FROM messages x WHERE x.id >= i.our_id AND x.id <= i.our_id ORDER BY x.id LIMIT 1
  ) by_id ON by_id.sid IS NULL OR by_id.sid = i.sid
),
moved AS (
  INSERT INTO messages AS m (
    id, sid, origin, submission, created_at, channel, account_sid, to_address, to_digits, to_country,
    from_address, messaging_service_sid, accepted_at, scheduled_at, queued_at, sending_at, sent_at,
    partially_delivered_at, delivered_at, undelivered_at, failed_at, canceled_at, read_at, unknown_status,
    unknown_status_at, api_status, api_status_at, error_code, error_at, error_is_failure, last_event_at
  )
  SELECT
    message_id, sid, 'orphan', 'accepted', first_at, channel, account_sid, to_address, to_digits, to_country,
    from_address, messaging_service_sid, accepted_at, scheduled_at, queued_at, sending_at, sent_at,
    partially_delivered_at, delivered_at, undelivered_at, failed_at, canceled_at, read_at, unknown_status,
    unknown_status_at, api_status, api_status_at, error_code, error_at, error_is_failure, last_at
  FROM target
  ORDER BY message_id
  ON CONFLICT (id) DO UPDATE SET
    sid = coalesce(m.sid, excluded.sid),
    submission = 'accepted',
    created_at = CASE WHEN m.origin = 'orphan' THEN least(m.created_at, excluded.created_at) ELSE m.created_at END,
    account_sid = coalesce(m.account_sid, excluded.account_sid),
    to_address = coalesce(m.to_address, excluded.to_address),
    to_digits = coalesce(m.to_digits, excluded.to_digits),
    to_country = coalesce(m.to_country, excluded.to_country),
    from_address = coalesce(m.from_address, excluded.from_address),
    messaging_service_sid = coalesce(m.messaging_service_sid, excluded.messaging_service_sid),
    accepted_at = least(m.accepted_at, excluded.accepted_at),
    scheduled_at = least(m.scheduled_at, excluded.scheduled_at),
    queued_at = least(m.queued_at, excluded.queued_at),
    sending_at = least(m.sending_at, excluded.sending_at),
    sent_at = least(m.sent_at, excluded.sent_at),
    partially_delivered_at = least(m.partially_delivered_at, excluded.partially_delivered_at),
    delivered_at = least(m.delivered_at, excluded.delivered_at),
    undelivered_at = least(m.undelivered_at, excluded.undelivered_at),
    failed_at = least(m.failed_at, excluded.failed_at),
    canceled_at = least(m.canceled_at, excluded.canceled_at),
    read_at = least(m.read_at, excluded.read_at),
    unknown_status = CASE WHEN m.unknown_status IS NULL
      OR (excluded.unknown_status_at, excluded.unknown_status COLLATE "C") < (m.unknown_status_at, m.unknown_status)
      THEN excluded.unknown_status ELSE m.unknown_status END,
    unknown_status_at = least(m.unknown_status_at, excluded.unknown_status_at),
    api_status = CASE WHEN m.api_status IS NULL
      OR (excluded.api_status_at, excluded.api_status COLLATE "C") > (m.api_status_at, m.api_status)
      THEN excluded.api_status ELSE m.api_status END,
    api_status_at = greatest(m.api_status_at, excluded.api_status_at),
    error_code = CASE WHEN excluded.error_code IS NULL OR (m.error_code IS NOT NULL
      AND (NOT coalesce(m.error_is_failure, TRUE), coalesce(m.error_at, '-infinity'), m.error_code)
        <= (NOT excluded.error_is_failure, excluded.error_at, excluded.error_code))
      THEN m.error_code ELSE excluded.error_code END,
    error_at = CASE WHEN excluded.error_code IS NULL OR (m.error_code IS NOT NULL
      AND (NOT coalesce(m.error_is_failure, TRUE), coalesce(m.error_at, '-infinity'), m.error_code)
        <= (NOT excluded.error_is_failure, excluded.error_at, excluded.error_code))
      THEN m.error_at ELSE excluded.error_at END,
    error_is_failure = CASE WHEN excluded.error_code IS NULL OR (m.error_code IS NOT NULL
      AND (NOT coalesce(m.error_is_failure, TRUE), coalesce(m.error_at, '-infinity'), m.error_code)
        <= (NOT excluded.error_is_failure, excluded.error_at, excluded.error_code))
      THEN m.error_is_failure ELSE excluded.error_is_failure END,
    last_event_at = greatest(m.last_event_at, excluded.last_event_at)
  WHERE m.sid IS NULL OR m.sid = excluded.sid
  RETURNING m.id
),
event AS MATERIALIZED (
  SELECT e.*, t.message_id, t.is_orphan, t.claimant
  FROM jsonb_to_recordset(events_in) AS e(
    n int, m int, event_key uuid, source text, status text, error_code int, params jsonb, raw_body text, query text,
    headers jsonb, key_label text, received_at timestamptz, redelivered_at timestamptz[]
  )
  JOIN target t ON t.m = e.m
),
recorded AS (
  INSERT INTO status_events AS s (
    message_id, event_key, source, status, error_code, params, raw_body, query, headers, key_label, deliveries,
    redelivered_at, received_at
  )
  SELECT e.message_id, e.event_key, e.source, e.status, e.error_code, e.params, decode(e.raw_body, 'base64'), e.query,
    e.headers, e.key_label, 1 + cardinality(e.redelivered_at), e.redelivered_at, e.received_at
  FROM event e JOIN moved ON moved.id = e.message_id
  ORDER BY e.received_at, e.n
  ON CONFLICT (message_id, event_key) DO UPDATE SET
    deliveries = s.deliveries + excluded.deliveries,
    received_at = least(s.received_at, excluded.received_at),
    -- A captured request can be replayed for ever: beyond these its times are no longer kept, only their count.
    redelivered_at = (
      s.redelivered_at || greatest(s.received_at, excluded.received_at) || excluded.redelivered_at
    )[1:500]
  RETURNING s.seq, s.message_id, s.event_key, (xmax = 0) AS is_new
),
told AS (
  -- A payload of NOTIFY holds less than 8,000 bytes.
  SELECT pg_notify('milepost', max(seq)::text || ':' || string_agg(DISTINCT message_id, ','))
  FROM (SELECT seq, message_id, (dense_rank() OVER (ORDER BY message_id) - 1) / 200 AS part FROM recorded) AS parts
  GROUP BY part
)
SELECT e.n, recorded.message_id, recorded.seq, recorded.is_new, e.is_orphan, e.claimant
FROM event e
LEFT JOIN recorded ON recorded.message_id = e.message_id AND recorded.event_key = e.event_key
CROSS JOIN (SELECT count(*) FROM told) AS notified;
END
$$;

-- Each event is inserted by the function above, for a message whose row the same statement has locked, or moved by
-- lib/db/claim-orphan.ts under the lock of both rows. The constraint looked each message up once more, by a plan that
-- has the fault described above and cannot be told better, and locked its row once more: a sixth of the statement's
-- time. `npm run db:verify` looks for events without a message.
ALTER TABLE "status_events" DROP CONSTRAINT "status_events_message_id_fkey";

CREATE FUNCTION "milepost_latest"(instants TIMESTAMPTZ[]) RETURNS TIMESTAMPTZ
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT max(instant) FROM unnest(instants) AS instant
$$;

-- The callbacks page: repetitions of a range. Events that came once are not in it.
CREATE INDEX "status_events_repeated" ON "status_events" ("milepost_latest"("redelivered_at") DESC) WHERE "deliveries" > 1;

-- The callbacks page: messages that were not sent from here, where those are few.
CREATE INDEX "messages_orphans" ON "messages"((("origin" = 'orphan'))) WHERE "origin" = 'orphan';

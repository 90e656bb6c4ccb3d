-- The callbacks page, narrowed to words and keys that are rare: by time alone they would be looked for in every event.
-- What nearly every message has is not in them, so that recording it costs nothing more.
CREATE INDEX "status_events_rare_status" ON "status_events"("status", "received_at" DESC, "seq" DESC)
  WHERE "source" = 'callback' AND "status" <> ALL (ARRAY['queued', 'sending', 'sent', 'delivered']);
CREATE INDEX "status_events_rare_key" ON "status_events"("key_label", "received_at" DESC, "seq" DESC)
  WHERE "source" = 'callback' AND "key_label" <> 'primary';

-- The headline rule. lib/domain/message-status.ts is its other form; a test holds them against each other.
CREATE FUNCTION "milepost_status_rank"(word TEXT) RETURNS SMALLINT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE word
    WHEN 'accepted' THEN 0 WHEN 'scheduled' THEN 0
    WHEN 'queued' THEN 10
    WHEN 'sending' THEN 20
    WHEN 'sent' THEN 30
    WHEN 'partially_delivered' THEN 35
    WHEN 'delivered' THEN 50 WHEN 'undelivered' THEN 50 WHEN 'failed' THEN 50 WHEN 'canceled' THEN 50
    WHEN 'read' THEN 60
    ELSE -1
  END::SMALLINT
$$;

CREATE FUNCTION "milepost_has_conflict"(
  delivered TIMESTAMPTZ, undelivered TIMESTAMPTZ, failed TIMESTAMPTZ, canceled TIMESTAMPTZ, api_at TIMESTAMPTZ
) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT num_nonnulls(delivered, undelivered, failed, canceled) > 1
    AND NOT coalesce(api_at >= greatest(delivered, undelivered, failed, canceled), FALSE)
$$;

CREATE FUNCTION "milepost_headline"(
  read TIMESTAMPTZ, delivered TIMESTAMPTZ, undelivered TIMESTAMPTZ, failed TIMESTAMPTZ, canceled TIMESTAMPTZ,
  partially_delivered TIMESTAMPTZ, sent TIMESTAMPTZ, sending TIMESTAMPTZ, queued TIMESTAMPTZ,
  accepted TIMESTAMPTZ, scheduled TIMESTAMPTZ, unknown_status TEXT, api_status TEXT, api_at TIMESTAMPTZ
) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN read IS NOT NULL THEN 'read'
    WHEN num_nonnulls(delivered, undelivered, failed, canceled) > 1
      AND coalesce(api_at >= greatest(delivered, undelivered, failed, canceled), FALSE) THEN api_status
    WHEN undelivered IS NOT NULL AND (failed IS NULL OR undelivered < failed) THEN 'undelivered'
    WHEN failed IS NOT NULL THEN 'failed'
    WHEN canceled IS NOT NULL THEN 'canceled'
    WHEN delivered IS NOT NULL THEN 'delivered'
    WHEN partially_delivered IS NOT NULL THEN 'partially_delivered'
    WHEN sent IS NOT NULL THEN 'sent'
    WHEN sending IS NOT NULL THEN 'sending'
    WHEN queued IS NOT NULL THEN 'queued'
    WHEN accepted IS NOT NULL THEN 'accepted'
    WHEN scheduled IS NOT NULL THEN 'scheduled'
    ELSE unknown_status
  END
$$;

CREATE FUNCTION "milepost_outcome"(headline TEXT, has_conflict BOOLEAN, submission TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN has_conflict AND headline <> 'read' THEN 'conflict'
    WHEN headline IN ('delivered', 'read') THEN 'delivered'
    WHEN headline IN ('undelivered', 'failed') THEN 'failed'
    WHEN headline = 'canceled' THEN 'canceled'
    WHEN headline IN ('sent', 'partially_delivered') THEN 'sent'
    WHEN headline IN ('sending', 'queued', 'accepted', 'scheduled') THEN 'in_flight'
    WHEN headline IS NOT NULL THEN 'unknown'
    WHEN submission = 'rejected' THEN 'failed'
    WHEN submission = 'unknown' THEN 'unknown'
    ELSE 'in_flight'
  END
$$;

-- CreateTable
CREATE TABLE "messages" (
    "id" TEXT NOT NULL,
    "sid" TEXT,
    "account_sid" TEXT,
    "origin" TEXT NOT NULL DEFAULT 'dashboard',
    "submission" TEXT NOT NULL DEFAULT 'pending',
    "channel" TEXT NOT NULL DEFAULT 'sms',
    "to_address" TEXT,
    "to_digits" TEXT,
    "to_country" TEXT,
    "from_address" TEXT,
    "messaging_service_sid" TEXT,
    "body" TEXT,
    "body_redacted_at" TIMESTAMPTZ(6),
    "media_urls" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "content_sid" TEXT,
    "content_variables" JSONB,
    "num_segments" INTEGER,
    "price" DECIMAL(12,6),
    "price_unit" TEXT,
    "callback_mode" TEXT NOT NULL DEFAULT 'none',
    "status_callback" TEXT,
    "send_at" TIMESTAMPTZ(6),
    "validity_period_seconds" INTEGER,
    "reference" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "send_key" TEXT,
    "resent_from_id" TEXT,
    "batch_id" TEXT,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(6),
    "refusal_message" TEXT,
    "accepted_at" TIMESTAMPTZ(6),
    "scheduled_at" TIMESTAMPTZ(6),
    "queued_at" TIMESTAMPTZ(6),
    "sending_at" TIMESTAMPTZ(6),
    "sent_at" TIMESTAMPTZ(6),
    "partially_delivered_at" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "undelivered_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),
    "canceled_at" TIMESTAMPTZ(6),
    "read_at" TIMESTAMPTZ(6),
    "unknown_status" TEXT,
    "unknown_status_at" TIMESTAMPTZ(6),
    "api_status" TEXT,
    "api_status_at" TIMESTAMPTZ(6),
    "error_code" INTEGER,
    "error_at" TIMESTAMPTZ(6),
    "error_is_failure" BOOLEAN,
    "last_event_at" TIMESTAMPTZ(6),
    "status" TEXT GENERATED ALWAYS AS ("milepost_headline"("read_at", "delivered_at", "undelivered_at", "failed_at", "canceled_at", "partially_delivered_at", "sent_at", "sending_at", "queued_at", "accepted_at", "scheduled_at", "unknown_status", "api_status", "api_status_at")) STORED,
    "status_rank" SMALLINT NOT NULL GENERATED ALWAYS AS ("milepost_status_rank"("milepost_headline"("read_at", "delivered_at", "undelivered_at", "failed_at", "canceled_at", "partially_delivered_at", "sent_at", "sending_at", "queued_at", "accepted_at", "scheduled_at", "unknown_status", "api_status", "api_status_at"))) STORED,
    "has_conflict" BOOLEAN NOT NULL GENERATED ALWAYS AS ("milepost_has_conflict"("delivered_at", "undelivered_at", "failed_at", "canceled_at", "api_status_at")) STORED,
    "outcome" TEXT NOT NULL GENERATED ALWAYS AS ("milepost_outcome"("milepost_headline"("read_at", "delivered_at", "undelivered_at", "failed_at", "canceled_at", "partially_delivered_at", "sent_at", "sending_at", "queued_at", "accepted_at", "scheduled_at", "unknown_status", "api_status", "api_status_at"), "milepost_has_conflict"("delivered_at", "undelivered_at", "failed_at", "canceled_at", "api_status_at"), "submission")) STORED,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_events" (
    "seq" BIGSERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_key" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "error_code" INTEGER,
    "params" JSONB NOT NULL DEFAULT '[]',
    "raw_body" BYTEA,
    "query" TEXT NOT NULL DEFAULT '',
    "headers" JSONB NOT NULL DEFAULT '[]',
    "key_label" TEXT,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "redelivered_at" TIMESTAMPTZ(6)[] DEFAULT ARRAY[]::TIMESTAMPTZ(6)[],
    "received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "status_events_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "refused_callbacks" (
    "id" BIGSERIAL NOT NULL,
    "reason" TEXT NOT NULL,
    "http_status" SMALLINT NOT NULL,
    "diagnosis" JSONB,
    "finding" TEXT NOT NULL DEFAULT '',
    "target" TEXT NOT NULL,
    "headers" JSONB NOT NULL DEFAULT '[]',
    "raw_body" BYTEA,
    "body_bytes" INTEGER NOT NULL DEFAULT 0,
    "claimed_sid" TEXT,
    "claimed_account_sid" TEXT,
    "claimed_status" TEXT,
    "remote_address" TEXT,
    "released_event_seq" BIGINT,
    "released_at" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "refused_callbacks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unknown_names" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "example" TEXT NOT NULL,
    "occurrences" BIGINT NOT NULL DEFAULT 1,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "unknown_names_pkey" PRIMARY KEY ("kind","name")
);

-- CreateTable
CREATE TABLE "message_search" (
    "message_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "document" tsvector NOT NULL,

    CONSTRAINT "message_search_pkey" PRIMARY KEY ("message_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "messages_sid_key" ON "messages"("sid");

-- CreateIndex
CREATE UNIQUE INDEX "messages_send_key_key" ON "messages"("send_key");

-- CreateIndex
CREATE INDEX "messages_newest" ON "messages"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_outcome" ON "messages"("outcome", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_status" ON "messages"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_to" ON "messages"("to_address", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_from" ON "messages"("from_address", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_service" ON "messages"("messaging_service_sid", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_channel" ON "messages"("channel", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_error" ON "messages"("error_code", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "status_events_newest" ON "status_events"("received_at" DESC, "seq" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "status_events_once" ON "status_events"("message_id", "event_key");

-- CreateIndex
CREATE INDEX "refused_callbacks_newest" ON "refused_callbacks"("received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "refused_callbacks_by_sid" ON "refused_callbacks"("claimed_sid");

-- CreateIndex
CREATE INDEX "message_search_document" ON "message_search" USING GIN ("document");

-- AddForeignKey
ALTER TABLE "status_events" ADD CONSTRAINT "status_events_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

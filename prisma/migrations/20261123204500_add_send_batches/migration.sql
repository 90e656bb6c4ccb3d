-- CreateTable
CREATE TABLE "send_batches" (
    "id" TEXT NOT NULL,
    "send_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "pause_reason" TEXT,
    "channel" TEXT NOT NULL,
    "from_address" TEXT,
    "messaging_service_sid" TEXT,
    "callback" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "is_smart_encoded" BOOLEAN NOT NULL,
    "reference" TEXT,
    "rate_per_second" INTEGER NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "tokens_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "advanced_at" TIMESTAMPTZ(6),
    "failures_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "send_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_batch_rows" (
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "to_address" TEXT,
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "segments" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(6),
    "message_id" TEXT,

    CONSTRAINT "send_batch_rows_pkey" PRIMARY KEY ("batch_id","line")
);

-- CreateIndex
CREATE UNIQUE INDEX "send_batches_send_key_key" ON "send_batches"("send_key");

-- CreateIndex
CREATE INDEX "send_batches_newest" ON "send_batches"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "send_batch_rows_by_state" ON "send_batch_rows"("batch_id", "state", "line");

-- AddForeignKey
ALTER TABLE "send_batch_rows" ADD CONSTRAINT "send_batch_rows_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "send_batches"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The list filtered by batch, and a batch's counts by outcome. Messages of no batch are not in it.
CREATE INDEX "messages_by_batch" ON "messages"("batch_id", "created_at" DESC, "id" DESC) WHERE "batch_id" IS NOT NULL;

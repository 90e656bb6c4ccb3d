-- Each index of "messages" is written anew with every change of status, so each has to earn it:
-- docs/decisions/list-indexes.md names the query that each one serves.

-- DropIndex
DROP INDEX "messages_by_outcome";

-- DropIndex
DROP INDEX "messages_by_status";

-- DropIndex
DROP INDEX "messages_by_to";

-- DropIndex
DROP INDEX "messages_by_digits";

-- DropIndex
DROP INDEX "messages_by_service";

-- DropIndex
DROP INDEX "messages_by_error";

-- CreateIndex
CREATE INDEX "messages_by_state" ON "messages"("outcome", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "messages_by_to" ON "messages"("to_digits", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "message_search_newest" ON "message_search"("created_at" DESC, "message_id" DESC);

-- Partial: rows that have none of it are not in it.
CREATE INDEX "messages_by_service" ON "messages"("messaging_service_sid", "created_at" DESC, "id" DESC)
  WHERE "messaging_service_sid" IS NOT NULL;
CREATE INDEX "messages_by_error" ON "messages"("error_code", "created_at" DESC, "id" DESC) WHERE "error_code" IS NOT NULL;
CREATE INDEX "messages_unknown" ON "messages"("created_at" DESC, "id" DESC) WHERE "outcome" = 'unknown';
CREATE INDEX "messages_awaiting_receipt" ON "messages"("sent_at") WHERE "outcome" = 'sent';

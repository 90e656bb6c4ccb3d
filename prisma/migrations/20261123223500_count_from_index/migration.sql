-- The counts of the tabs are told by the index alone, without the rows.
DROP INDEX "messages_newest";
CREATE INDEX "messages_newest" ON "messages"("created_at" DESC, "id" DESC, "outcome", "sent_at");

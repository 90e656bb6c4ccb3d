-- AlterTable
ALTER TABLE "messages" ADD COLUMN "numbers_redacted_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "status_events" ADD COLUMN "redacted_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "team_privacy" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "masks_numbers" BOOLEAN NOT NULL DEFAULT false,
    "masks_bodies" BOOLEAN NOT NULL DEFAULT false,
    "body_days" INTEGER,
    "number_days" INTEGER,
    "callback_days" INTEGER,
    "refused_days" INTEGER,
    "redacts_at_twilio" BOOLEAN NOT NULL DEFAULT false,
    "progress" JSONB NOT NULL DEFAULT '{}',
    "progress_since" TIMESTAMPTZ(6),
    "claimed_until" TIMESTAMPTZ(6),
    "last_run_at" TIMESTAMPTZ(6),
    "last_run_counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "team_privacy_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "team_privacy_is_one_row" CHECK ("id" = 1)
);

-- CreateTable
CREATE TABLE "twilio_redactions" (
    "message_id" TEXT NOT NULL,
    "sid" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "twilio_redactions_pkey" PRIMARY KEY ("message_id")
);

-- CreateIndex
CREATE INDEX "twilio_redactions_due" ON "twilio_redactions"("due_at");

INSERT INTO "team_privacy" ("id") VALUES (1);

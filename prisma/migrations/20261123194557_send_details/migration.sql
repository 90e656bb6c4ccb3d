-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "is_smart_encoded" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "twilio_deleted_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "rate_limits_expired" ON "rate_limits"("expire");

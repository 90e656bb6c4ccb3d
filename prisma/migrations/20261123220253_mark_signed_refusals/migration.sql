-- AlterTable
ALTER TABLE "refused_callbacks" ADD COLUMN     "is_signed" BOOLEAN NOT NULL DEFAULT false;

UPDATE "refused_callbacks" SET "is_signed" = true WHERE "diagnosis" -> 'found' = 'true';

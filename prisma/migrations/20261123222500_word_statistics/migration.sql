-- A word is read along the newest messages where it is common and through the index of words where it is rare. With
-- fewer statistics PostgreSQL takes every word that is not among the most frequent for a common one.
ALTER TABLE "message_search" ALTER COLUMN "document" SET STATISTICS 1000;

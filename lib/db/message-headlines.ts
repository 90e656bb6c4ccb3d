import "server-only";
import type { Database } from "./prisma";

export type HeadlineRecord = {
  id: string;
  sid: string;
  status: string | null;
  submission: string;
  hasConflict: boolean;
};

/** The headlines of messages by Twilio's SID, in no order; those that are not there are missing. */
export async function listHeadlinesBySid(
  db: Database,
  sids: readonly string[],
): Promise<HeadlineRecord[]> {
  return db.$queryRaw<HeadlineRecord[]>`
    SELECT id, sid, status, submission, has_conflict AS "hasConflict"
    FROM messages WHERE sid = ANY(${[...sids]}::text[])`;
}

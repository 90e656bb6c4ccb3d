import "server-only";
import { deleteExpiredRows } from "@/lib/db/expired-rows";
import { type Database, database } from "@/lib/db/prisma";

const DAY_MS = 86_400_000;
/** An invitation that ran out is still shown for a while, so that it can be made anew. */
const INVITATION_SHOWN_DAYS = 30;

/** Removes sessions, codes and counts that ran out, and invitations a month after they did; answers how many rows. */
export async function forgetExpired({
  db = database(),
  now = new Date(),
}: {
  db?: Database;
  now?: Date;
} = {}): Promise<number> {
  const invitationsBefore = new Date(now.getTime() - INVITATION_SHOWN_DAYS * DAY_MS);
  return deleteExpiredRows(db, { now, invitationsBefore });
}

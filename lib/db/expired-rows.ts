import "server-only";
import type { Database } from "./prisma";

/** Removes sessions, codes, invitations and counts that are worth nothing any more; answers how many rows. */
export async function deleteExpiredRows(
  db: Database,
  { now, invitationsBefore }: { now: Date; invitationsBefore: Date },
): Promise<number> {
  const isOver = { lt: now };
  const removed = await db.$transaction([
    db.authSession.deleteMany({ where: { expiresAt: isOver } }),
    db.authVerification.deleteMany({ where: { expiresAt: isOver } }),
    db.entryCode.deleteMany({ where: { expiresAt: isOver } }),
    db.invitation.deleteMany({ where: { expiresAt: { lt: invitationsBefore } } }),
    db.rateLimit.deleteMany({ where: { expire: isOver } }),
  ]);
  return removed.reduce((sum, { count }) => sum + count, 0);
}

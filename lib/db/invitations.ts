import "server-only";
import type { DatabaseOrTransaction } from "./audit-entries";
import type { Database } from "./prisma";

export type InvitationRecord = {
  id: string;
  email: string;
  role: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
};

const shown = {
  id: true,
  email: true,
  role: true,
  invitedBy: true,
  createdAt: true,
  expiresAt: true,
} as const;

/** Invitations that were not used yet, newest first; also those that ran out. */
export async function listInvitationRecords(db: Database): Promise<InvitationRecord[]> {
  return db.invitation.findMany({ select: shown, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}

/** Keeps an invitation; an older one for the same address is worth nothing from now on. */
export async function replaceInvitation(
  db: DatabaseOrTransaction,
  invitation: Omit<InvitationRecord, "createdAt"> & { codeHash: string; createdAt: Date },
): Promise<void> {
  const { email, ...rest } = invitation;
  await db.invitation.upsert({
    where: { email },
    create: invitation,
    update: rest,
    select: { id: true },
  });
}

/** The invitation that a code opens, in time; null when there is none. */
export async function findInvitation(
  db: Database,
  codeHash: string,
  now: Date,
): Promise<InvitationRecord | null> {
  return db.invitation.findFirst({ where: { codeHash, expiresAt: { gt: now } }, select: shown });
}

/** One invitation by id; null when there is none. */
export async function findInvitationById(
  db: DatabaseOrTransaction,
  id: string,
): Promise<InvitationRecord | null> {
  return db.invitation.findUnique({ where: { id }, select: shown });
}

/** Uses an invitation up, or withdraws it; true only for the one who was first. */
export async function deleteInvitation(db: DatabaseOrTransaction, id: string): Promise<boolean> {
  return (await db.invitation.deleteMany({ where: { id } })).count > 0;
}

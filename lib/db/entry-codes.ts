import "server-only";
import type { DatabaseOrTransaction } from "./audit-entries";

/** set_up: makes the first owner. sign_in: signs the owner in, once. */
export type EntryPurpose = "set_up" | "sign_in";

/** Keeps the hash of a new code; an older one of the same purpose is worth nothing from now on. */
export async function replaceEntryCode(
  db: DatabaseOrTransaction,
  code: { purpose: EntryPurpose; codeHash: string; expiresAt: Date },
): Promise<void> {
  await db.entryCode.upsert({
    where: { purpose: code.purpose },
    create: code,
    update: { codeHash: code.codeHash, expiresAt: code.expiresAt },
    select: { purpose: true },
  });
}

/** Uses a code up; true only for the one who was first with the right one in time. */
export async function claimEntryCode(
  db: DatabaseOrTransaction,
  { purpose, codeHash, now }: { purpose: EntryPurpose; codeHash: string; now: Date },
): Promise<boolean> {
  const { count } = await db.entryCode.deleteMany({
    where: { purpose, codeHash, expiresAt: { gt: now } },
  });
  return count > 0;
}

import "server-only";
import { replaceEntryCode } from "@/lib/db/entry-codes";
import { findFirstOwner, hasAnyPassword, insertPerson, withOwnersGate } from "@/lib/db/people";
import { type Database, database } from "@/lib/db/prisma";
import { newOneTimeCode } from "./one-time-code";

const DAY_MS = 86_400_000;
const LOCAL_OWNER = { name: "Local owner", email: "owner@localhost" };

/** A code for the set-up page, good once within a day; null when somebody has a password already. */
export async function issueSetUpCode(
  db: Database = database(),
  now = new Date(),
): Promise<string | null> {
  if (await hasAnyPassword(db)) return null;
  const { code, codeHash } = newOneTimeCode();
  const expiresAt = new Date(now.getTime() + DAY_MS);
  await replaceEntryCode(db, { purpose: "set_up", codeHash, expiresAt });
  return code;
}

/**
 * A code that signs the owner in, good once within a day; the owner is made when there is none. Only for a server
 * that nobody but its own machine reaches.
 */
export async function issueSignInCode(
  db: Database = database(),
  now = new Date(),
): Promise<string> {
  const { code, codeHash } = newOneTimeCode();
  await withOwnersGate(db, async (transaction) => {
    if (!(await findFirstOwner(transaction))) {
      await insertPerson(transaction, { ...LOCAL_OWNER, role: "owner", passwordHash: null });
    }
    const expiresAt = new Date(now.getTime() + DAY_MS);
    await replaceEntryCode(transaction, { purpose: "sign_in", codeHash, expiresAt });
  });
  return code;
}

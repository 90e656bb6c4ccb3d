import "server-only";
import { hashPassword } from "better-auth/crypto";
import type { SetUp } from "@/lib/contracts/person";
import { appendAuditEntry, type DatabaseOrTransaction } from "@/lib/db/audit-entries";
import { claimEntryCode } from "@/lib/db/entry-codes";
import {
  findFirstOwner,
  giveOwnerPassword,
  hasAnyPassword,
  insertPerson,
  withOwnersGate,
} from "@/lib/db/people";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type Environment, environment } from "@/lib/env";
import { assertMayGuess, forgetGuesses } from "./guess-guard";
import { hashCode } from "./one-time-code";

type Owner = { name: string; email: string; password: string };

/**
 * Makes the first owner of OWNER_EMAIL and OWNER_PASSWORD when nobody has a password yet, then answers whether
 * somebody has one. Several processes may ask at once.
 */
export async function isSetUp(
  db: Database = database(),
  env: Pick<Environment, "OWNER_EMAIL" | "OWNER_PASSWORD"> = environment(),
): Promise<boolean> {
  if (await hasAnyPassword(db)) return true;
  const { OWNER_EMAIL: email, OWNER_PASSWORD: password } = env;
  if (!email || !password) return false;
  await becomeOwner(db, { name: email.split("@")[0] ?? "Owner", email, password });
  return true;
}

/**
 * Makes the first owner by the code that the server printed. Throws `rate_limited`, `forbidden` for a wrong code, and
 * `conflict` when somebody was quicker.
 */
export async function setUpOwner(
  { code, ...owner }: SetUp,
  address: string | null,
  db: Database = database(),
  now = new Date(),
): Promise<void> {
  const guess = { about: "code", whom: "set_up", address } as const;
  await assertMayGuess(guess, db);
  const isFirst = await becomeOwner(db, owner, (transaction) =>
    claimEntryCode(transaction, { purpose: "set_up", codeHash: hashCode(code), now }),
  );
  if (!isFirst) throw new AppError("conflict", "Milepost is set up already. Sign in.");
  await forgetGuesses(guess, db);
}

/**
 * Gives the owner who came in by the printed address an email and a password. Throws `conflict` when somebody has a
 * password already.
 */
export async function setFirstPassword(
  viewer: Viewer,
  owner: Owner,
  db: Database = database(),
): Promise<void> {
  assertCan(viewer, "account.change");
  const isFirst = await becomeOwner(
    db,
    owner,
    async (transaction) => (await findFirstOwner(transaction))?.id === viewer.id,
  );
  if (!isFirst) throw new AppError("conflict", "Milepost is set up already.");
}

async function becomeOwner(
  db: Database,
  { name, email, password }: Owner,
  mayBecome: (transaction: DatabaseOrTransaction) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return withOwnersGate(db, async (transaction) => {
    if (await hasAnyPassword(transaction)) return false;
    if (!(await mayBecome(transaction))) {
      throw new AppError("forbidden", "This is not the code that the server printed last.", {
        fieldErrors: { code: ["This is not the code that the server printed last."] },
      });
    }
    const person = { name, email: email.toLowerCase(), passwordHash };
    const standing = await findFirstOwner(transaction);
    const id = standing?.id ?? (await insertPerson(transaction, { ...person, role: "owner" }));
    if (standing) await giveOwnerPassword(transaction, standing.id, person);
    await appendAuditEntry(transaction, { actor: { id, name }, action: "owner.set_up" });
    return true;
  });
}

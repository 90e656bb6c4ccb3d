import "server-only";
import { randomUUID } from "node:crypto";
import type { DatabaseOrTransaction } from "./audit-entries";
import type { Prisma } from "./generated/client";
import type { Database } from "./prisma";

/** better-auth's word for a way in that is a password. */
const CREDENTIAL = "credential";
const OWNERS_GATE = 727_275;

export type PersonRecord = {
  id: string;
  name: string;
  email: string;
  role: string;
  createdAt: Date;
  /** When the newest of the sessions began. */
  lastSignInAt: Date | null;
};

export type NewPerson = { name: string; email: string; role: string; passwordHash: string | null };

/** Everybody, oldest first. */
export async function listPersonRecords(db: Database): Promise<PersonRecord[]> {
  const people = await db.authUser.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      createdAt: true,
      sessions: { orderBy: { createdAt: "desc" }, take: 1, select: { createdAt: true } },
    },
  });
  return people.map(({ sessions, ...person }) => ({
    ...person,
    lastSignInAt: sessions[0]?.createdAt ?? null,
  }));
}

/** One person by id; null when there is none. */
export async function findPerson(
  db: DatabaseOrTransaction,
  id: string,
): Promise<{ id: string; name: string; email: string; role: string } | null> {
  return db.authUser.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, role: true },
  });
}

/** Whether an address belongs to somebody already. */
export async function isKnownEmail(db: DatabaseOrTransaction, email: string): Promise<boolean> {
  return (await db.authUser.count({ where: { email } })) > 0;
}

/** Adds somebody; answers the id. Throws the database's error when the address is taken. */
export async function insertPerson(
  db: DatabaseOrTransaction,
  { name, email, role, passwordHash }: NewPerson,
): Promise<string> {
  const id = randomUUID();
  await db.authUser.create({
    data: { id, name, email, role, emailVerified: false },
    select: { id: true },
  });
  if (passwordHash !== null) await insertPassword(db, id, passwordHash);
  return id;
}

async function insertPassword(db: DatabaseOrTransaction, userId: string, password: string) {
  await db.authAccount.create({
    data: { id: randomUUID(), accountId: userId, providerId: CREDENTIAL, userId, password },
    select: { id: true },
  });
}

/** Whether somebody can sign in with a password: from then on nobody can set Milepost up again. */
export async function hasAnyPassword(db: DatabaseOrTransaction): Promise<boolean> {
  return (await db.authAccount.count({ where: { providerId: CREDENTIAL } })) > 0;
}

/** Whether one person has a password. */
export async function hasPassword(db: Database, userId: string): Promise<boolean> {
  return (await db.authAccount.count({ where: { userId, providerId: CREDENTIAL } })) > 0;
}

/** Runs `work` in a transaction that no other process runs at the same time: owners come and go one by one. */
export async function withOwnersGate<T>(
  db: Database,
  work: (transaction: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${OWNERS_GATE})`;
    return work(transaction);
  });
}

/** The first owner; null when there is none. */
export async function findFirstOwner(
  db: DatabaseOrTransaction,
): Promise<{ id: string; name: string } | null> {
  return db.authUser.findFirst({
    where: { role: "owner" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** How many owners there are. */
export async function countOwners(db: DatabaseOrTransaction): Promise<number> {
  return db.authUser.count({ where: { role: "owner" } });
}

/** Gives an owner who came in by the printed address a name, an email and a password. */
export async function giveOwnerPassword(
  db: DatabaseOrTransaction,
  id: string,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
): Promise<void> {
  await db.authUser.update({ where: { id }, data: { name, email }, select: { id: true } });
  await insertPassword(db, id, passwordHash);
}

/** Gives somebody another role; it counts from their next request on. */
export async function updateRole(
  db: DatabaseOrTransaction,
  id: string,
  role: string,
): Promise<void> {
  await db.authUser.update({ where: { id }, data: { role }, select: { id: true } });
}

/** Removes somebody with every session and way in. */
export async function deletePerson(db: DatabaseOrTransaction, id: string): Promise<void> {
  await db.authUser.delete({ where: { id }, select: { id: true } });
}

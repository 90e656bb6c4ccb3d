import "server-only";
import type { DatabaseOrTransaction } from "./audit-entries";
import type { Database } from "./prisma";

export type ApiTokenRecord = {
  id: string;
  name: string;
  scope: string;
  createdBy: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

const shown = {
  id: true,
  name: true,
  scope: true,
  createdBy: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

const USE_IS_NOTED_EVERY_MS = 60_000;

/** Every token, newest first, without its hash. */
export async function listApiTokenRecords(db: Database): Promise<ApiTokenRecord[]> {
  return db.apiToken.findMany({ select: shown, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}

/** Keeps a token by its hash. */
export async function insertApiToken(
  db: DatabaseOrTransaction,
  token: Pick<ApiTokenRecord, "id" | "name" | "scope" | "createdBy"> & { tokenHash: string },
): Promise<void> {
  await db.apiToken.create({ data: token, select: { id: true } });
}

/** The token with a hash, unless it was revoked; its use is noted to the minute. */
export async function takeApiToken(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<ApiTokenRecord | null> {
  const token = await db.apiToken.findUnique({ where: { tokenHash }, select: shown });
  if (!token || token.revokedAt !== null) return null;
  if (now.getTime() - (token.lastUsedAt?.getTime() ?? 0) >= USE_IS_NOTED_EVERY_MS) {
    await db.apiToken.update({
      where: { id: token.id },
      data: { lastUsedAt: now },
      select: { id: true },
    });
  }
  return token;
}

/** Revokes a token for good; its name when it was in force, else null. */
export async function revokeApiTokenRecord(
  db: DatabaseOrTransaction,
  id: string,
  now: Date,
): Promise<string | null> {
  const { count } = await db.apiToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count === 0) return null;
  const token = await db.apiToken.findUnique({ where: { id }, select: { name: true } });
  return token?.name ?? null;
}

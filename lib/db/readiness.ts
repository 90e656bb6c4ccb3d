import "server-only";
import type { Database } from "./prisma";

/** Names of the migrations that were applied whole. Throws the database's error. */
export async function listMigrationNames(db: Database): Promise<string[]> {
  const rows = await db.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.migration_name);
}

/** When a callback was last recorded. Throws the database's error. */
export async function findLastCallbackAt(db: Database): Promise<Date | null> {
  const newest = await db.statusEvent.findFirst({
    where: { source: "callback" },
    orderBy: { seq: "desc" },
    select: { receivedAt: true },
  });
  return newest?.receivedAt ?? null;
}

import "server-only";
import { EXPECTED_MIGRATIONS } from "@/lib/db/expected-migrations";
import { type Database, database } from "@/lib/db/prisma";
import { findLastCallbackAt, listMigrationNames } from "@/lib/db/readiness";
import { log } from "@/lib/log";

export type Readiness = {
  status: "ready" | "not_ready";
  database: "up" | "down";
  migrations: "applied" | "missing" | "unknown";
  /** Seconds since a callback was last recorded; null when none ever was. */
  lastCallbackAgeSeconds: number | null;
};

/** Whether requests can be served: the database answers and has every migration of this build. Never throws. */
export async function getReadiness(
  connect: () => Database = database,
  now = new Date(),
): Promise<Readiness> {
  try {
    const db = connect();
    const [applied, lastCallbackAt] = await Promise.all([
      listMigrationNames(db),
      findLastCallbackAt(db),
    ]);
    const isComplete = EXPECTED_MIGRATIONS.every((name) => applied.includes(name));
    return {
      status: isComplete ? "ready" : "not_ready",
      database: "up",
      migrations: isComplete ? "applied" : "missing",
      lastCallbackAgeSeconds: lastCallbackAt
        ? Math.max(0, Math.round((now.getTime() - lastCallbackAt.getTime()) / 1000))
        : null,
    };
  } catch (err) {
    log.warn({ err }, "Not ready: the database does not answer");
    return {
      status: "not_ready",
      database: "down",
      migrations: "unknown",
      lastCallbackAgeSeconds: null,
    };
  }
}

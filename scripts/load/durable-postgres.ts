import { randomBytes } from "node:crypto";
import path from "node:path";
import { type RunningPostgres, startEmbeddedPostgres } from "../setup/embedded-postgres";
import { applyMigrations, dropDatabase, ensureDatabase } from "../setup/schema-engine";

export type DurablePostgres = {
  postgres: RunningPostgres;
  /** A new, migrated database of this run; its address. */
  createDatabase(): Promise<string>;
  /** Drops this run's databases and stops the server. */
  close(): Promise<void>;
};

/** A PostgreSQL of the measurements' own, with the settings of the product: every commit is on disk. */
export async function startDurablePostgres(root: string): Promise<DurablePostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(root, ".data", "postgres-load"),
  });
  const names: string[] = [];
  return {
    postgres,
    createDatabase: async () => {
      const name = `load_${randomBytes(6).toString("hex")}`;
      names.push(name);
      const url = postgres.urlOf(name);
      await ensureDatabase(url);
      await applyMigrations(url, root);
      return url;
    },
    close: async () => {
      for (const name of names) await dropDatabase(postgres.urlOf(name));
      await postgres.stop();
    },
  };
}

import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../scripts/setup/embedded-postgres";
import { applyMigrations, ensureDatabase } from "../../scripts/setup/schema-engine";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser address of the tests' PostgreSQL server. */
    postgresUrl: string;
    /** A migrated, empty database to copy from. */
    templateDatabase: string;
  }
}

/** One real PostgreSQL for the run, and a migrated template that every test file copies. */
export default async function setup(project: TestProject) {
  const root = process.cwd();
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(root, ".data", "postgres-test"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  const templateDatabase = `template_${randomBytes(6).toString("hex")}`;
  await ensureDatabase(postgres.urlOf(templateDatabase));
  await applyMigrations(postgres.urlOf(templateDatabase), root);
  project.provide("postgresUrl", postgres.urlOf("postgres"));
  project.provide("templateDatabase", templateDatabase);
  return async () => {
    const client = new pg.Client({ connectionString: postgres.urlOf("postgres") });
    await client.connect();
    await client.query(`DROP DATABASE ${client.escapeIdentifier(templateDatabase)} WITH (FORCE)`);
    const others = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    await client.end();
    // Another run of the tests may be using the same server.
    if (others.rowCount === 0) await postgres.stop();
  };
}

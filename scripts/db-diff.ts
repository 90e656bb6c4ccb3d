import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmbeddedPostgres } from "./setup/embedded-postgres";
import { applyMigrations, diffDatabaseToSchema, ensureDatabase } from "./setup/schema-engine";

const root = process.cwd();
const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Name the migration in snake_case: npm run db:diff -- add_something");
  process.exit(1);
}

const postgres = await startEmbeddedPostgres({
  dataDir: path.join(root, ".data", "postgres-scratch"),
});
try {
  const url = postgres.urlOf(`scratch_${process.pid}`);
  await ensureDatabase(url);
  await applyMigrations(url, root);
  const sql = await diffDatabaseToSchema(url, root);
  if (sql === "") {
    console.log("prisma/schema.prisma and the migrations agree: nothing to write.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = path.join("prisma", "migrations", `${stamp}_${name}`);
    mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, folder, "migration.sql"), `${sql}\n`);
    console.log(
      `Wrote ${folder}/migration.sql. Read it, add its name to lib/db/expected-migrations.ts, and run npm run db:migrate.`,
    );
  }
} finally {
  await postgres.stop();
}

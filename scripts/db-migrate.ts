import path from "node:path";
import { startEmbeddedPostgres } from "./setup/embedded-postgres";
import { loadDotenv } from "./setup/load-dotenv";
import { applyMigrations, ensureDatabase } from "./setup/schema-engine";

const root = process.cwd();
loadDotenv(root);

const given = process.env.DIRECT_URL || process.env.DATABASE_URL;
const embedded = given
  ? null
  : await startEmbeddedPostgres({ dataDir: path.join(root, ".data", "postgres") });
const url = given ?? embedded?.urlOf("milepost") ?? "";
try {
  if (embedded) await ensureDatabase(url);
  const applied = await applyMigrations(url, root);
  console.log(
    applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.",
  );
} finally {
  if (embedded?.isStartedHere) await embedded.stop();
}

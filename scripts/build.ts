import { loadDotenv } from "./setup/load-dotenv";
import { ensureProductionBuild } from "./setup/production-build";
import { applyMigrations } from "./setup/schema-engine";

const root = process.cwd();
loadDotenv(root);

// On Vercel the build is the only moment at which a deployment can bring its database up to date.
const databaseUrl = process.env.DIRECT_URL || process.env.DATABASE_URL;
if (databaseUrl) {
  const applied = await applyMigrations(databaseUrl, root);
  console.log(
    applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.",
  );
} else {
  console.log("DATABASE_URL is not set: no migrations were applied.");
}
console.log(`Production build: ${await ensureProductionBuild(root)}.`);

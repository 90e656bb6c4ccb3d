import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "./setup/embedded-postgres";
import { checkHeadlines } from "./setup/headline-check";
import { loadDotenv } from "./setup/load-dotenv";

const SHOWN = 20;

const root = process.cwd();
loadDotenv(root);
const given = process.env.DIRECT_URL || process.env.DATABASE_URL;
const embedded = given
  ? null
  : await startEmbeddedPostgres({ dataDir: path.join(root, ".data", "postgres") });
const client = new pg.Client({ connectionString: given ?? embedded?.urlOf("milepost") });
await client.connect();
const { checked, differences } = await checkHeadlines(client);
await client.end();
if (embedded?.isStartedHere) await embedded.stop();

console.log(
  `${checked.toLocaleString("en")} messages checked, ${differences.length} differ from their events.`,
);
for (const difference of differences.slice(0, SHOWN)) console.log(`  ${difference}`);
process.exit(differences.length === 0 ? 0 : 1);

import path from "node:path";
import pg from "pg";
import { headlineOf, outcomeOf, type StatusObservation } from "@/lib/domain/message-status";
import { startEmbeddedPostgres } from "./setup/embedded-postgres";
import { loadDotenv } from "./setup/load-dotenv";

const PAGE = 2_000;
const SHOWN = 20;

type MessageRecord = {
  id: string;
  submission: string;
  status: string | null;
  has_conflict: boolean;
  outcome: string;
  error_code: number | null;
  events: {
    status: string;
    source: StatusObservation["source"];
    code: number | null;
    us: string;
  }[];
};

const root = process.cwd();
loadDotenv(root);
const given = process.env.DIRECT_URL || process.env.DATABASE_URL;
const embedded = given
  ? null
  : await startEmbeddedPostgres({ dataDir: path.join(root, ".data", "postgres") });
const client = new pg.Client({ connectionString: given ?? embedded?.urlOf("milepost") });
await client.connect();

/** Every headline, recomputed from the events by the rule of lib/domain/message-status.ts, must be the one stored. */
let checked = 0;
const differences: string[] = [];
for (let after = ""; ; ) {
  const { rows } = await client.query<MessageRecord>(
    `SELECT m.id, m.submission, m.status, m.has_conflict, m.outcome, m.error_code,
       coalesce((SELECT jsonb_agg(jsonb_build_object('status', e.status, 'source', e.source, 'code', e.error_code,
         'us', (extract(epoch FROM e.received_at) * 1000000)::bigint::text))
         FROM status_events e WHERE e.message_id = m.id), '[]') AS events
     FROM messages m WHERE m.id > $1 ORDER BY m.id LIMIT $2`,
    [after, PAGE],
  );
  for (const row of rows) {
    const headline = headlineOf(
      row.events.map(({ status, source, code, us }) => ({
        status,
        source,
        errorCode: code,
        receivedAtUs: Number(us),
      })),
    );
    // A refusal of the create call has a code and no event.
    const errorCode = row.submission === "rejected" ? row.error_code : headline.errorCode;
    const isSame =
      row.status === headline.status &&
      row.has_conflict === headline.hasConflict &&
      row.outcome === outcomeOf(headline, row.submission) &&
      row.error_code === errorCode;
    if (!isSame) {
      differences.push(
        `${row.id}: stored ${row.status} (${row.error_code}), events say ${headline.status} (${headline.errorCode})`,
      );
    }
  }
  checked += rows.length;
  after = rows.at(-1)?.id ?? "";
  if (rows.length < PAGE) break;
}
await client.end();
if (embedded?.isStartedHere) await embedded.stop();

console.log(
  `${checked.toLocaleString("en")} messages checked, ${differences.length} differ from their events.`,
);
for (const difference of differences.slice(0, SHOWN)) console.log(`  ${difference}`);
process.exit(differences.length === 0 ? 0 : 1);

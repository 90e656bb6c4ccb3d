import { cpus, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { messageFiltersSchema } from "@/lib/contracts/message-list";
import { type Database, openDatabase } from "@/lib/db/prisma";
import { getMessage } from "@/lib/services/get-message";
import { listMessages } from "@/lib/services/list-messages";
import { startEmbeddedPostgres } from "../setup/embedded-postgres";
import { applyMigrations, ensureDatabase } from "../setup/schema-engine";
import { writeBenchmark } from "./benchmark-page";
import { explainingDatabase, type Reads } from "./explaining-database";
import { fillMessages, RARE_CODE, RARE_SID, RARE_TO, SERVICE } from "./fill-messages";

const { values } = parseArgs({
  options: {
    large: { type: "string", default: "1000000" },
    small: { type: "string", default: "10000" },
    runs: { type: "string", default: "15" },
  },
});
const [large, small, runs] = [values.large, values.small, values.runs].map(Number) as [
  number,
  number,
  number,
];
const GOAL = 1.5;
const WARMING_RUNS = 3;
/** Grow with the messages, so that none may be read as a whole. The settings of the team are one row. */
const GROWING = ["messages", "status_events", "message_search"];
const VIEWER = { id: "bench", name: "Bench", role: "owner" } as const;

/** Each way of narrowing the list, first page and deep. */
const FILTERS: [name: string, filters: Record<string, unknown>][] = [
  ["last 24 h", { range: "24h" }],
  ["last 30 days", { range: "30d" }],
  ["everything", { range: "all" }],
  ["in flight", { range: "all", outcome: "in_flight" }],
  ["delivered", { range: "all", outcome: "delivered" }],
  ["failed", { range: "all", outcome: "failed" }],
  ["no receipt", { range: "all", outcome: "no_receipt" }],
  ["conflict", { range: "all", outcome: "conflict" }],
  ["unknown", { range: "all", outcome: "unknown" }],
  ["status, several", { range: "all", status: "undelivered,failed,read" }],
  ["to", { range: "all", to: RARE_TO }],
  ["from", { range: "all", from: "+16285550103" }],
  ["service", { range: "all", service: SERVICE }],
  ["channel", { range: "all", channel: "whatsapp" }],
  ["error code", { range: "all", error: String(RARE_CODE) }],
  ["search: SID", { range: "all", q: RARE_SID }],
  ["search: beginning of a SID", { range: "all", q: RARE_SID.slice(0, 14) }],
  ["search: number", { range: "all", q: RARE_TO }],
  ["search: end of a number", { range: "all", q: RARE_TO.slice(-9) }],
  ["search: rare word", { range: "all", q: "zeppelin" }],
  ["search: common word", { range: "all", q: "appointment" }],
  ["search: two words", { range: "all", q: "appointment thursday" }],
];

/** Changes when what is filled in does, so that no run measures an older filling. */
const FILLING = 2;

type Side = { name: string; url: string; db: Database; count: number };

async function side(
  postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>,
  count: number,
): Promise<Side> {
  const url = postgres.urlOf(`bench_list_${FILLING}_${count}`);
  await ensureDatabase(url);
  await applyMigrations(url, process.cwd());
  await fillMessages(url, count);
  return { name: count.toLocaleString("en"), url, db: openDatabase(url, 4), count };
}

/** Median time of each, by turns, so that whatever else the machine does meets both alike. */
async function mediansMs(
  ...works: [() => Promise<unknown>, () => Promise<unknown>]
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const began = performance.now();
      await work();
      times[index]?.push(performance.now() - began);
    }
  }
  return times.map(
    (taken) => taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN,
  ) as [number, number];
}

/** Below three quarters of what a range holds. */
async function deepCursor(at: Side, range: string): Promise<string> {
  const client = new pg.Client({ connectionString: at.url });
  await client.connect();
  const { rows } = await client.query<{ at: string; id: string }>(
    `SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, id
     FROM messages ORDER BY created_at DESC OFFSET $1 LIMIT 1`,
    [Math.floor(at.count * (range === "24h" ? 1 / 30 : 1) * 0.75)],
  );
  await client.end();
  return Buffer.from(`o|${rows[0]?.at}|${rows[0]?.id}`).toString("base64url");
}

function isScanOfAll({ node, on }: Reads[number]): boolean {
  return node === "Seq Scan" && GROWING.includes(on);
}

/** What reads a page, most used first, such as `messages_pkey, messages_by_state ×2`. */
function inWords(reads: Reads): string {
  const times = new Map<string, number>();
  for (const { node, on } of reads) {
    const name = isScanOfAll({ node, on }) ? `**all of ${on}**` : on;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return [...times].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(", ");
}

async function sequentialScans(at: Side): Promise<number> {
  const client = new pg.Client({ connectionString: at.url });
  await client.connect();
  const { rows } = await client.query<{ scans: string }>(
    "SELECT sum(seq_scan) AS scans FROM pg_stat_user_tables WHERE relname = ANY($1)",
    [GROWING],
  );
  await client.end();
  return Number(rows[0]?.scans ?? 0);
}

const postgres = await startEmbeddedPostgres({
  dataDir: path.join(process.cwd(), ".data", "postgres-bench"),
  settings: { shared_buffers: "512MB", maintenance_work_mem: "512MB", max_wal_size: "4GB" },
});
const lines: string[] = [];
try {
  const few = await side(postgres, small);
  const many = await side(postgres, large);
  const cursorOf = new Map<string, string>();
  for (const range of ["24h", "30d", "all"]) {
    for (const at of [few, many]) cursorOf.set(`${range} ${at.name}`, await deepCursor(at, range));
  }
  const explaining = await explainingDatabase(many.url);
  const scansBefore = await sequentialScans(many);
  lines.push(
    `| page | ${few.name} ms | ${many.name} ms | ratio | read by |`,
    "|---|---|---|---|---|",
  );
  let worst = 0;
  const planned: Reads = [];
  for (const [name, filters] of FILTERS) {
    for (const isDeep of [false, true]) {
      const read = (at: Side, db = at.db) => {
        const cursor = isDeep ? { cursor: cursorOf.get(`${filters.range} ${at.name}`) } : {};
        return listMessages(VIEWER, messageFiltersSchema.parse({ ...filters, ...cursor }), { db });
      };
      for (let run = 0; run < WARMING_RUNS; run += 1) await Promise.all([read(few), read(many)]);
      const [a, b] = await mediansMs(
        () => read(few),
        () => read(many),
      );
      const ratio = b / a;
      worst = Math.max(worst, ratio);
      const reads = await explaining.collect((db) => read(many, db));
      planned.push(...reads);
      const line = `| ${name}${isDeep ? ", deep" : ""} | ${a.toFixed(1)} | ${b.toFixed(1)} | ${ratio.toFixed(2)}${ratio > GOAL ? " ✗" : ""} | ${inWords(reads)} |`;
      lines.push(line);
      console.log(line);
    }
  }
  const [one, same] = await mediansMs(
    () => getMessage(VIEWER, RARE_SID, { db: few.db }),
    () => getMessage(VIEWER, RARE_SID, { db: many.db }),
  );
  lines.push(
    `| one message with its timeline | ${one.toFixed(1)} | ${same.toFixed(1)} | ${(same / one).toFixed(2)} | |`,
  );
  await explaining.close();
  // Counts are in the table once the backends that scanned have gone.
  await many.db.$disconnect();
  await few.db.$disconnect();
  const scans = (await sequentialScans(many)) - scansBefore;
  lines.push(
    "",
    `Worst ratio ${worst.toFixed(2)}, goal at most ${GOAL}. Sequential scans of messages, events or search in the larger database: ${scans} run, ${planned.filter(isScanOfAll).length} planned.`,
  );
  console.log(lines.at(-1));
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, PostgreSQL 18.4`;
  writeBenchmark(
    "The list",
    `Server time of a page with all its counts, median of ${runs} runs by turns, on ${machine}.\n\n${lines.join("\n")}`,
  );
} finally {
  await postgres.stop();
}

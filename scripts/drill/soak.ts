import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { quantile } from "../bench/statistics";
import { startDurablePostgres } from "../load/durable-postgres";
import { freePort, type MeasuredServer, startServer } from "../load/measured-server";
import { freshAccount } from "../load/signed-callbacks";
import { startGenerator } from "../load/start-generator";
import { checkHeadlines } from "../setup/headline-check";
import { ensureProductionBuild, SERVER_FILE } from "../setup/production-build";

const GOAL = 1.2;
const MEBIBYTE = 2 ** 20;
const SEGMENT_WITHIN_MS = 600_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    segment: { type: "string", default: "50000" },
    connections: { type: "string", default: "64" },
  },
});
const callbacks = Number(positionals[0] ?? 1_000_000);
const segment = Number(values.segment);
const connections = Number(values.connections);
const isUsable = [callbacks, segment, connections].every(
  (value) => Number.isInteger(value) && value > 0,
);
if (!isUsable || callbacks < 2 * segment) {
  console.error(
    "Usage: npm run drill:soak -- 1000000 --segment 50000 --connections 64 (at least two segments)",
  );
  process.exit(2);
}

type Settled = { rss: number; heapUsed: number };

/** Memory once garbage is collected and nothing shrinks any more: the least of some readings. */
async function settledMemory(server: MeasuredServer): Promise<Settled> {
  const readings: Settled[] = [];
  for (let reading = 0; reading < 4; reading += 1) {
    readings.push(await server.usage({ collectGarbage: true }));
    await delay(250);
  }
  return {
    rss: Math.min(...readings.map(({ rss }) => rss)),
    heapUsed: Math.min(...readings.map(({ heapUsed }) => heapUsed)),
  };
}

const root = process.cwd();
await ensureProductionBuild(root);
const postgres = await startDurablePostgres(root);
const databaseUrl = await postgres.createDatabase();
const account = freshAccount();
const port = await freePort();
const publicBaseUrl = "https://hooks.example.com";
const server = await startServer({
  cwd: root,
  args: [path.join(root, SERVER_FILE)],
  port,
  env: {
    DATABASE_URL: databaseUrl,
    PUBLIC_BASE_URL: publicBaseUrl,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
  },
});
const generator = await startGenerator({
  port,
  connections,
  stream: { ...account, publicBaseUrl, seed: "soak", count: callbacks },
});

const began = performance.now();
const faults: string[] = [];
const measured: { sent: number; p50: number; p99: number; memory: Settled }[] = [];
console.log("  callbacks  answered 200    per s   p50 ms   p99 ms   RSS MiB  heap MiB");
for (let sent = 0; sent < callbacks; ) {
  const count = Math.min(segment, callbacks - sent);
  await generator.prepare(count);
  const { answers, latenciesMs, elapsedMs } = await generator.run(SEGMENT_WITHIN_MS);
  sent += count;
  const recorded = answers["200"] ?? 0;
  if (recorded !== count) faults.push(`Of ${count} callbacks: ${JSON.stringify(answers)}`);
  const memory = await settledMemory(server);
  const [p50, p99] = [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)];
  measured.push({ sent, p50, p99, memory });
  const columns = [
    String(sent).padStart(11),
    String(recorded).padStart(14),
    ((recorded / elapsedMs) * 1000).toFixed(0).padStart(9),
    p50.toFixed(1).padStart(9),
    p99.toFixed(1).padStart(9),
    (memory.rss / MEBIBYTE).toFixed(0).padStart(10),
    (memory.heapUsed / MEBIBYTE).toFixed(0).padStart(10),
  ];
  console.log(columns.join(""));
}
generator.stop();
const seconds = (performance.now() - began) / 1000;

const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const { rows } = await client.query<{ events: number; deliveries: number }>(
  "SELECT count(*)::int AS events, sum(deliveries)::int AS deliveries FROM status_events",
);
const events = rows[0]?.events ?? 0;
if (events !== callbacks) faults.push(`${events} events were recorded of ${callbacks} callbacks`);
const { checked, differences } = await checkHeadlines(client);
faults.push(...differences);
await client.end();
await server.stop();
await postgres.close();

const [first, last] = [measured[0], measured.at(-1)];
if (first && last) {
  const ratio = last.memory.rss / first.memory.rss;
  if (ratio > GOAL) faults.push(`Memory grew to ${ratio.toFixed(2)} of what it was`);
  console.log(
    `\n${callbacks} callbacks in ${seconds.toFixed(0)} s; ${events} events, ${checked} headlines checked`,
  );
  console.log(
    `memory at the end ÷ after ${first.sent}: RSS ${ratio.toFixed(2)} (goal: at most ${GOAL}), heap ${(last.memory.heapUsed / first.memory.heapUsed).toFixed(2)}`,
  );
  console.log(
    `latency at the start p50 ${first.p50.toFixed(1)} ms, p99 ${first.p99.toFixed(1)} ms; at the end p50 ${last.p50.toFixed(1)} ms, p99 ${last.p99.toFixed(1)} ms`,
  );
}
console.log(`faults: ${faults.length}`);
for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);

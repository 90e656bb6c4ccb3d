import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db/prisma";
import { startDurablePostgres } from "../load/durable-postgres";
import { freePort, type MeasuredServer, startServer } from "../load/measured-server";
import { freshAccount } from "../load/signed-callbacks";
import { ensureProductionBuild, SERVER_FILE } from "../setup/production-build";
import { runFuzz } from "./fuzz-run";

const MEBIBYTE = 2 ** 20;
/** What a server's memory may be at the end, of what it was after a tenth of the requests. */
const GROWTH_GOAL = 1.25;

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    concurrency: { type: "string", default: "32" },
  },
});
const [requests, seed, concurrency] = [values.requests, values.seed, values.concurrency].map(
  Number,
) as [number, number, number];
if (![requests, seed, concurrency].every((value) => Number.isInteger(value) && value > 0)) {
  console.error("Usage: npm run drill:fuzz -- --requests 20000 --seed 7 --concurrency 32");
  process.exit(2);
}

const root = process.cwd();
await ensureProductionBuild(root);
const postgres = await startDurablePostgres(root);
const databaseUrl = await postgres.createDatabase();
const place = { ...freshAccount(), publicBaseUrl: "https://hooks.example.com" };
const start = async (name: string, args: string[]) => {
  const port = await freePort();
  const server = await startServer({
    cwd: root,
    args,
    port,
    env: {
      DATABASE_URL: databaseUrl,
      PUBLIC_BASE_URL: place.publicBaseUrl,
      TWILIO_ACCOUNT_SID: place.accountSid,
      TWILIO_AUTH_TOKEN: place.authToken,
    },
    isQuiet: true,
  });
  let hasEnded = false;
  void server.ended.then(() => {
    hasEnded = true;
  });
  return { name, port, server, hasEnded: () => hasEnded };
};
const doors = [
  await start("self-hosted", [path.join(root, SERVER_FILE)]),
  await start("route handler", [
    path.join(root, "node_modules/next/dist/bin/next"),
    "start",
    "--hostname",
    "127.0.0.1",
  ]),
];

/** The least of some readings after garbage was collected. */
async function settledRss(server: MeasuredServer): Promise<number> {
  const readings: number[] = [];
  for (let reading = 0; reading < 4; reading += 1) {
    readings.push((await server.usage({ collectGarbage: true })).rss);
    await delay(250);
  }
  return Math.min(...readings);
}

console.log(`Seed ${seed}: ${requests} requests at each of ${doors.length} doors`);
const db = openDatabase(databaseUrl);
const began = performance.now();
const faults: string[] = [];
const early = new Map<string, number>();
const report = await runFuzz({
  place,
  doors,
  db,
  databaseUrl,
  seed,
  requests,
  concurrency,
  onTenth: async (sent) => {
    if (early.size > 0) return;
    for (const { name, server } of doors) early.set(name, await settledRss(server));
    console.log(`  memory taken after ${sent}`);
  },
});
faults.push(...report.faults);

for (const { name, port, server, hasEnded } of doors) {
  if (hasEnded()) {
    faults.push(`The ${name} server has ended`);
    continue;
  }
  const health = await fetch(`http://127.0.0.1:${port}/api/health`);
  if (health.status !== 200) faults.push(`The ${name} server's health is ${health.status}`);
  const [before, after] = [early.get(name) ?? 0, await settledRss(server)];
  const growth = after / before;
  if (growth > GROWTH_GOAL) faults.push(`The ${name} server's memory grew to ${growth.toFixed(2)}`);
  console.log(
    `  ${name}: memory ${(before / MEBIBYTE).toFixed(0)} → ${(after / MEBIBYTE).toFixed(0)} MiB (${growth.toFixed(2)}, at most ${GROWTH_GOAL}); answers ${JSON.stringify(report.answers[name])}`,
  );
}
await db.$disconnect();
// Not asked to end: Next.js waits for ever for connections that were upgraded and given up.
await Promise.all(doors.map(({ server }) => server.stop("SIGKILL")));
await postgres.close();

console.log(
  `${report.valid} of them were really signed status callbacks with hostile parameters: ${report.events} events; ${report.refused} refused requests kept`,
);
console.log(`faults: ${faults.length} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);

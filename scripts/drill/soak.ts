import path from "node:path";
import { parseArgs } from "node:util";
import { startDurablePostgres } from "../load/durable-postgres";
import { freePort, startServer } from "../load/measured-server";
import { freshAccount } from "../load/signed-callbacks";
import { ensureProductionBuild, SERVER_FILE } from "../setup/production-build";
import { runSoak } from "./soak-run";

const GOAL = 1.2;
const MEBIBYTE = 2 ** 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    segment: { type: "string", default: "50000" },
    connections: { type: "string", default: "64" },
  },
});
const plan = {
  callbacks: Number(positionals[0] ?? 1_000_000),
  segment: Number(values.segment),
  connections: Number(values.connections),
};
const isUsable = Object.values(plan).every((value) => Number.isInteger(value) && value > 0);
if (!isUsable || plan.callbacks < 2 * plan.segment) {
  console.error(
    "Usage: npm run drill:soak -- 1000000 --segment 50000 --connections 64 (at least two segments)",
  );
  process.exit(2);
}

const root = process.cwd();
await ensureProductionBuild(root);
const postgres = await startDurablePostgres(root);
const databaseUrl = await postgres.createDatabase();
const account = freshAccount();
const publicBaseUrl = "https://hooks.example.com";
const server = await startServer({
  cwd: root,
  args: [path.join(root, SERVER_FILE)],
  port: await freePort(),
  env: {
    DATABASE_URL: databaseUrl,
    PUBLIC_BASE_URL: publicBaseUrl,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
  },
  isQuiet: true,
});

const began = performance.now();
console.log("  callbacks  answered 200    per s   p50 ms   p99 ms   RSS MiB  heap MiB");
const report = await runSoak({ ...account, publicBaseUrl, databaseUrl, server }, plan, (one) => {
  const columns: [value: number, digits: number, width: number][] = [
    [one.sent, 0, 11],
    [one.recorded, 0, 14],
    [one.perSecond, 0, 9],
    [one.p50Ms, 1, 9],
    [one.p99Ms, 1, 9],
    [one.memory.rss / MEBIBYTE, 0, 10],
    [one.memory.heapUsed / MEBIBYTE, 0, 10],
  ];
  console.log(
    columns.map(([value, digits, width]) => value.toFixed(digits).padStart(width)).join(""),
  );
});
const seconds = (performance.now() - began) / 1000;
await server.stop();
await postgres.close();

const { segments, growth } = report;
const faults = [...report.faults];
if (growth.rss > GOAL) faults.push(`Memory grew to ${growth.rss.toFixed(2)} of what it was`);
console.log(
  `\n${plan.callbacks} callbacks in ${seconds.toFixed(0)} s; ${report.events} events, ${report.headlines} headlines checked`,
);
console.log(
  `memory at the end ÷ after ${plan.segment}: RSS ${growth.rss.toFixed(2)} (goal: at most ${GOAL}), heap ${growth.heapUsed.toFixed(2)}`,
);
const latency = (one = segments[0]) =>
  `p50 ${one?.p50Ms.toFixed(1)} ms, p99 ${one?.p99Ms.toFixed(1)} ms`;
console.log(`latency at the start ${latency()}; at the end ${latency(segments.at(-1))}`);
console.log(`faults: ${faults.length}`);
for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);

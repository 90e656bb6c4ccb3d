import { randomBytes } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";
import { freePort, startServer } from "../load/measured-server";
import { freshAccount } from "../load/signed-callbacks";
import { ensureProductionBuild, SERVER_FILE } from "../setup/production-build";
import { applyMigrations, ensureDatabase } from "../setup/schema-engine";
import { runCrashes } from "./crash-run";
import { startKillablePostgres } from "./killable-postgres";

const { values } = parseArgs({
  options: {
    between: { type: "string", default: "8000" },
    rounds: { type: "string", default: "4" },
    connections: { type: "string", default: "64" },
    seed: { type: "string", default: "7" },
  },
});
const plan = {
  callbacksBetween: Number(values.between),
  rounds: Number(values.rounds),
  connections: Number(values.connections),
  seed: Number(values.seed),
  retryAfterMs: 1_000,
};
if (!Object.values(plan).every((value) => Number.isInteger(value) && value > 0)) {
  console.error(
    "Usage: npm run drill:crash -- --between 8000 --rounds 4 --connections 64 --seed 7",
  );
  process.exit(2);
}

const root = process.cwd();
await ensureProductionBuild(root);
const postgres = await startKillablePostgres({
  dataDir: path.join(root, ".data", "postgres-drill"),
});
const database = `crash_${randomBytes(6).toString("hex")}`;
const databaseUrl = postgres.urlOf(database);
await ensureDatabase(databaseUrl);
await applyMigrations(databaseUrl, root);
const account = freshAccount();
const ports = [await freePort(), await freePort()];
const publicBaseUrl = "https://hooks.example.com";

// Two processes of the product over one database, as several machines would be.
const start = (port: number) =>
  startServer({
    cwd: root,
    args: [SERVER_FILE],
    port,
    env: {
      DATABASE_URL: databaseUrl,
      PUBLIC_BASE_URL: publicBaseUrl,
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
    },
    isQuiet: true,
  });
const servers = await Promise.all(ports.map(start));
const killServer = (index: number) => async () => {
  await servers[index]?.stop("SIGKILL");
  servers[index] = await start(ports[index] ?? 0);
};

const began = performance.now();
console.log(
  `${3 * plan.rounds} crashes, ${plan.callbacksBetween} callbacks before each, seed ${plan.seed}; two servers, one PostgreSQL`,
);
const report = await runCrashes(
  {
    account,
    publicBaseUrl,
    databaseUrl,
    ports,
    crashes: [
      { name: "kill -9 of a server", killAndRestart: killServer(0) },
      { name: "kill -9 of PostgreSQL", killAndRestart: postgres.killAndRestart },
      { name: "kill -9 of the other server", killAndRestart: killServer(1) },
    ],
  },
  plan,
  ({ name, answeredBefore, failuresMeanwhile, check }) =>
    console.log(
      `  ${name.padEnd(28)} at ${answeredBefore} answered 200; ${failuresMeanwhile} tries failed; ` +
        `then ${check.events} events of ${check.messages} messages, ${check.faults.length} faults`,
    ),
);
await Promise.all(servers.map((server) => server.stop()));
await postgres.drop(database);
await postgres.stop();

console.log(
  `${report.answered} callbacks answered 200, ${report.givenUp} given up after six tries, in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
console.log(`tries by outcome: ${JSON.stringify(report.outcomes)}`);
console.log(
  `in the database: ${report.final.events} events of ${report.final.messages} messages, ${report.final.repetitions} repetitions counted`,
);
console.log(`faults: ${report.faults.length}`);
for (const fault of report.faults.slice(0, 20)) console.log(`  ${fault}`);
process.exit(report.faults.length > 0 ? 1 : 0);

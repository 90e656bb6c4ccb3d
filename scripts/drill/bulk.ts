import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db/prisma";
import { readEnvironment } from "@/lib/env";
import { createSendBatch } from "@/lib/services/create-send-batch";
import { getSendBatch } from "@/lib/services/get-send-batch";
import { startSimulator } from "../../simulator/server";
import { startEmbeddedPostgres } from "../setup/embedded-postgres";
import { applyMigrations, dropDatabase, ensureDatabase } from "../setup/schema-engine";

const { values } = parseArgs({
  options: {
    recipients: { type: "string", default: "10000" },
    rate: { type: "string", default: "100" },
    workers: { type: "string", default: "2" },
  },
});
const recipients = Number(values.recipients);
const workers = Number(values.workers);

const SENDER = { id: "drill", name: "Drill", role: "sender" } as const;
const root = process.cwd();

const postgres = await startEmbeddedPostgres({
  dataDir: path.join(root, ".data", "postgres-drill"),
});
const databaseUrl = postgres.urlOf(`bulk_${randomBytes(6).toString("hex")}`);
await ensureDatabase(databaseUrl);
await applyMigrations(databaseUrl, root);
const simulator = await startSimulator({ timeScale: 0.01, seed: 7 });
// Answers that dawdle and calls that are turned away, so that the kill meets rows in every state.
simulator.applySettings({
  misbehaviour: { tooManyRequests: 0.02, answerAfterFirstCallback: 0.02 },
});
const environment = {
  DATABASE_URL: databaseUrl,
  PUBLIC_BASE_URL: "http://127.0.0.1:9",
  TWILIO_CALLBACK_OVERRIDES: "rc=0",
  TWILIO_ACCOUNT_SID: simulator.accountSid,
  TWILIO_AUTH_TOKEN: simulator.authToken,
  TWILIO_API_BASE_URL: simulator.url,
};

async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      path.join("scripts", "drill", "job-worker.ts"),
    ],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, ...environment },
    },
  );
  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("exit", (code) => reject(new Error(`A worker ended with code ${code}.`)));
  });
  return worker;
}

function kill(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.kill("SIGKILL");
  });
}

const db = openDatabase(databaseUrl);
const numbers = Array.from({ length: recipients }, (_, index) => `+1415${2_000_000 + index}`);
const running = await Promise.all(Array.from({ length: workers }, startWorker));
const began = performance.now();
const { batchId } = await createSendBatch(
  SENDER,
  {
    text: ["phone,n", ...numbers.map((number, index) => `${number},${index}`)].join("\n"),
    hasHeader: null,
    numberColumn: null,
    defaultCountry: null,
    channel: "sms",
    body: "Message {{n}}",
    isSmartEncoded: false,
    sendsToUnlikely: true,
    sendKey: randomUUID(),
    name: "drill.csv",
    sender: "number",
    from: "+15005550006",
    messagingServiceSid: "",
    callback: "message",
    reference: "",
    ratePerSecond: Number(values.rate),
    confirmedMessages: recipients,
  },
  { db, settings: readEnvironment(environment) },
);
console.log(`${recipients} recipients kept and begun in ${seconds(began)} s, ${workers} processes`);

const progress = () => getSendBatch(SENDER, batchId, { db });
let wasKilled = false;
for (;;) {
  const { state, handed, claimed } = await progress();
  if (!wasKilled && handed > recipients / 2) {
    wasKilled = true;
    await Promise.all(running.splice(0).map(kill));
    const left = await progress();
    console.log(
      `kill -9 of all ${workers} processes at ${handed} handed (${claimed} in hand); ` +
        `left behind: ${left.handed} handed, ${left.claimed} in hand, ${left.waiting} waiting; ` +
        `the simulator has ${simulator.ledger().length}`,
    );
    running.push(...(await Promise.all(Array.from({ length: workers }, startWorker))));
  }
  if (state !== "running") break;
  await delay(500);
}
const report = await progress();
const sentTo = simulator.ledger().map(({ to }) => to);
const submissions = await db.message.groupBy({
  by: ["submission"],
  where: { batchId },
  _count: true,
  orderBy: { submission: "asc" },
});
const unsure = await db.message.findMany({
  where: { batchId, submission: "unknown" },
  select: { toAddress: true },
});
const known = new Set([...sentTo, ...unsure.map(({ toAddress }) => toAddress)]);
const lost = numbers.filter((number) => !known.has(number)).length;
const repeated = sentTo.length - new Set(sentTo).size;
console.log(`state ${report.state} after ${seconds(began)} s`);
console.log(
  `rows: ${report.total} to send, ${report.handed} handed, ${report.waiting} waiting, ${report.claimed} in hand`,
);
console.log(
  `messages: ${submissions.map(({ submission, _count }) => `${submission} ${_count}`).join(", ")}`,
);
console.log(
  `the simulator's ledger: ${sentTo.length} messages to ${new Set(sentTo).size} recipients`,
);
console.log(`lost ${lost}, sent twice ${repeated}, unknown (never sent again) ${unsure.length}`);

await Promise.all(running.map(kill));
await db.$disconnect();
await simulator.close();
await dropDatabase(databaseUrl);
await postgres.stop();
process.exit(lost === 0 && repeated === 0 && report.handed === recipients && wasKilled ? 0 : 1);

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

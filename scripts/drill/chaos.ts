import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db/prisma";
import { readEnvironment } from "@/lib/env";
import { log } from "@/lib/log";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import { startSimulator } from "../../simulator/server";
import { startThrowawayServer } from "../setup/throwaway-server";
import { runChaos } from "./chaos-run";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "5000" },
    seed: { type: "string", multiple: true, default: ["7"] },
    "time-scale": { type: "string", default: "0.2" },
  },
});
const messages = Number(values.messages);
const timeScale = Number(values["time-scale"]);
const seeds = values.seed.map(Number);
if (![messages, timeScale, ...seeds].every((value) => Number.isFinite(value) && value > 0)) {
  console.error(
    "Usage: npm run drill:chaos -- --messages 5000 --seed 7 [--seed 8 …] --time-scale 0.2",
  );
  process.exit(2);
}

/** Quick enough that queues at a sender's rate are not what is waited for. */
const PHONE_NUMBERS = ["+15005550006", "+14155550190", "+18885550191"].map((phoneNumber) => ({
  phoneNumber,
  messagesPerSecond: 20,
}));
// Unanswered create calls are the point of it: thousands of warnings would bury the report.
log.level = "error";

let hasFaults = false;
for (const seed of seeds) {
  const server = await startThrowawayServer(async (baseUrl, account) =>
    startSimulator({
      ...account,
      seed,
      preset: "chaos",
      timeScale,
      phoneNumbers: PHONE_NUMBERS,
      serviceStatusCallback: `${baseUrl}/api/webhooks/twilio/message-status#rc=5&rp=all`,
    }),
  );
  const db = openDatabase(server.databaseUrl);
  const began = performance.now();
  try {
    const { simulator } = server;
    const report = await runChaos({
      db,
      databaseUrl: server.databaseUrl,
      simulator,
      sending: {
        client: createTwilioClient({ ...server.account, apiBaseUrl: simulator.url }),
        settings: readEnvironment(server.environment),
      },
      messages,
      concurrency: 32,
      seed,
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const { callbacks, createBehaviours, refused } = simulator.summary();
    console.log(`\nSeed ${seed}: ${messages} messages in ${seconds} s`);
    console.log(
      "  what the simulator did  ",
      JSON.stringify({ createBehaviours, refused, callbacks }),
    );
    console.log(
      "  submissions             ",
      JSON.stringify(report.submissions),
      `after ${report.unanswered} had to be looked up`,
    );
    console.log("  as the list counts them ", JSON.stringify(report.outcomes));
    console.log(
      `  callbacks answered 200   ${report.answered}, kept as ${report.recorded} events; lost on the way ${report.lost}`,
    );
    console.log(`  faults                   ${report.faults.length}`);
    for (const fault of report.faults.slice(0, 20)) console.log(`    ${fault}`);
    hasFaults ||= report.faults.length > 0;
  } finally {
    await db.$disconnect();
    await server.stop();
  }
}
process.exit(hasFaults ? 1 : 0);

import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { afterEach } from "vitest";
import type { NewBatch } from "@/lib/contracts/send-batch";
import type { Viewer } from "@/lib/domain/viewer";
import { type CreateBatchDependencies, createSendBatch } from "@/lib/services/create-send-batch";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator/server";
import type { TestDatabase } from "../../support/test-database";

export const sender: Viewer = { id: "u1", name: "Nora", role: "sender" };
export const onlooker: Viewer = { id: "u2", name: "Olaf", role: "viewer" };
export const FROM = "+15005550006";

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((open) => open.close()));
});

/** A simulator whose messages all end well; its ledger is what really happened. */
export async function openSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ timeScale: 0.001, ...options });
  opened.push(simulator);
  return simulator;
}

export function settingsFor(simulator: Simulator, url: string) {
  return {
    mode: "simulator",
    PUBLIC_BASE_URL: "http://127.0.0.1:9",
    TWILIO_CALLBACK_OVERRIDES: "rc=0",
    TWILIO_ACCOUNT_SID: simulator.accountSid,
    TWILIO_AUTH_TOKEN: simulator.authToken,
    TWILIO_API_BASE_URL: simulator.url,
    SEND_LIMIT_PER_MINUTE: 200,
    SEND_CONFIRM_ABOVE: 10,
    SEND_ALLOWED_PREFIXES: [],
    DIRECT_URL: url,
  } satisfies CreateBatchDependencies["settings"];
}

export function clientFor(simulator: Simulator) {
  const { accountSid, authToken, url } = simulator;
  return createTwilioClient({ accountSid, authToken, apiBaseUrl: url });
}

/** Numbers in use, all different, none of which the simulator has a plan of its own for. */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1415${2_000_000 + index}`);
}

export function csvOf(count: number): string {
  return ["phone,n", ...numbers(count).map((number, index) => `${number},${index}`)].join("\n");
}

export function newBatch(changes: Partial<NewBatch> & Pick<NewBatch, "text">): NewBatch {
  return {
    hasHeader: null,
    numberColumn: null,
    defaultCountry: null,
    channel: "sms",
    body: "Message {{n}}",
    isSmartEncoded: false,
    sendsToUnlikely: true,
    sendKey: randomUUID(),
    name: "people.csv",
    sender: "number",
    from: FROM,
    messagingServiceSid: "",
    callback: "message",
    reference: "",
    ratePerSecond: 100,
    confirmedMessages: 1,
    ...changes,
  };
}

/** A batch of `count` recipients, ready to be sent. */
export async function createBatch(
  database: TestDatabase,
  simulator: Simulator,
  count: number,
  changes: Partial<NewBatch> = {},
): Promise<string> {
  const { batchId } = await createSendBatch(
    sender,
    newBatch({ text: csvOf(count), confirmedMessages: count, ...changes }),
    { db: database.db, settings: settingsFor(simulator, database.url) },
  );
  return batchId;
}

/** A process of its own that runs jobs; `kill` ends it without a word. */
export async function startWorkerProcess(
  database: TestDatabase,
  simulator: Simulator,
): Promise<{ kill(): Promise<void> }> {
  const {
    SEND_ALLOWED_PREFIXES: _,
    mode: _mode,
    ...settings
  } = settingsFor(simulator, database.url);
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      "tsx",
      path.join("scripts", "drill", "job-worker.ts"),
    ],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: {
        ...process.env,
        ...Object.fromEntries(
          Object.entries(settings).map(([name, value]) => [name, String(value)]),
        ),
        DATABASE_URL: database.url,
      },
    },
  );
  const hasEnded = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    child.kill("SIGKILL");
    await hasEnded;
  };
  opened.push({ close });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`The worker ended with code ${code}.`)));
  });
  return { kill: close };
}

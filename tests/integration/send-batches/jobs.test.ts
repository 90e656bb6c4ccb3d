import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sendMessageSchema } from "@/lib/contracts/send-message";
import { getSendBatch } from "@/lib/services/get-send-batch";
import { RESOLVE_TASK, RETENTION_TASK } from "@/lib/services/job-worker";
import { sendMessage } from "@/lib/services/send-message";
import type { Simulator } from "../../../simulator/server";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import {
  clientFor,
  createBatch,
  FROM,
  openSimulator,
  sender,
  settingsFor,
  startWorkerProcess,
} from "./batch-fixture";

const SECRET = "a-secret-of-the-cron-route";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await database.drop();
});

/** The route of a process whose environment is this one. */
async function loadRoute(variables: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return import("@/app/api/jobs/route");
}

function call(authorization?: string): Request {
  return new Request("http://127.0.0.1/api/jobs", {
    headers: authorization === undefined ? {} : { authorization },
  });
}

/** A message that Twilio took two minutes ago without our hearing of it. */
async function leaveUnanswered(simulator: Simulator): Promise<string> {
  simulator.applySettings({ misbehaviour: { lose: 1, cutAfterAccepting: 1 } });
  const settings = settingsFor(simulator, database.url);
  const { messageId, submission } = await sendMessage(
    sender,
    sendMessageSchema.parse({
      sendKey: randomUUID(),
      to: "+14152990000",
      from: FROM,
      body: `Unheard ${randomUUID()}`,
    }),
    { db: database.db, client: clientFor(simulator), settings },
  );
  expect(submission).toBe("unknown");
  simulator.applySettings({ misbehaviour: { cutAfterAccepting: 0 } });
  await database.query(
    "UPDATE messages SET created_at = created_at - interval '70 seconds' WHERE id = $1",
    [messageId],
  );
  return messageId;
}

async function submissionOf(messageId: string): Promise<string | undefined> {
  const [row] = await database.query<{ submission: string }>(
    "SELECT submission FROM messages WHERE id = $1",
    [messageId],
  );
  return row?.submission;
}

describe("the job worker", () => {
  test("looks each minute at Twilio for messages whose create call was not answered", async () => {
    const simulator = await openSimulator();
    const messageId = await leaveUnanswered(simulator);
    await startWorkerProcess(database, simulator);
    const timed = () =>
      database.query<{ identifier: string }>(
        "SELECT identifier FROM graphile_worker._private_known_crontabs ORDER BY 1",
      );
    await expect
      .poll(timed)
      .toEqual([{ identifier: RETENTION_TASK }, { identifier: RESOLVE_TASK }]);
    // What the clock would do at the full minute.
    await database.query("SELECT graphile_worker.add_job($1)", [RESOLVE_TASK]);
    await expect.poll(() => submissionOf(messageId), { timeout: 20_000 }).toBe("accepted");
    expect(simulator.ledger()).toHaveLength(1);
  });
});

describe("the cron route", () => {
  test("looks at Twilio for messages whose create call was not answered", async () => {
    const simulator = await openSimulator();
    const messageId = await leaveUnanswered(simulator);
    const settings = settingsFor(simulator, database.url);
    const { GET } = await loadRoute({
      CRON_SECRET: SECRET,
      DATABASE_URL: database.url,
      PUBLIC_BASE_URL: settings.PUBLIC_BASE_URL,
      TWILIO_ACCOUNT_SID: settings.TWILIO_ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: settings.TWILIO_AUTH_TOKEN,
      TWILIO_API_BASE_URL: settings.TWILIO_API_BASE_URL,
    });
    const answer = await GET(call(`Bearer ${SECRET}`));
    expect(await answer.json()).toEqual({ woken: 0, resolved: { found: 1, open: 0 } });
    expect(await submissionOf(messageId)).toBe("accepted");
  });

  test.each([
    ["no secret is configured", "", `Bearer ${SECRET}`],
    ["none is given", SECRET, undefined],
    ["another one is given", SECRET, "Bearer another-secret-entirely"],
  ])("is closed when %s", async (_when, configured, given) => {
    const { GET } = await loadRoute({ CRON_SECRET: configured, DATABASE_URL: database.url });
    expect((await GET(call(given))).status).toBe(401);
  });

  test("sends a batch that no process has in hand, in a bounded slice", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 25);
    const settings = settingsFor(simulator, database.url);
    const { GET } = await loadRoute({
      CRON_SECRET: SECRET,
      DATABASE_URL: database.url,
      PUBLIC_BASE_URL: settings.PUBLIC_BASE_URL,
      TWILIO_ACCOUNT_SID: settings.TWILIO_ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: settings.TWILIO_AUTH_TOKEN,
      TWILIO_API_BASE_URL: settings.TWILIO_API_BASE_URL,
    });
    const answer = await GET(call(`Bearer ${SECRET}`));
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 200,
      body: { woken: 1, resolved: { found: 0, open: 0 } },
    });
    expect(await getSendBatch(sender, batchId, { db: database.db })).toMatchObject({
      state: "finished",
      handed: 25,
    });
    expect(simulator.ledger()).toHaveLength(25);
  });
});

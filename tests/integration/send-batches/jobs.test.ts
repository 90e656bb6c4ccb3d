import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getSendBatch } from "@/lib/services/get-send-batch";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { createBatch, openSimulator, sender, settingsFor } from "./batch-fixture";

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

describe("the cron route", () => {
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
      body: { woken: 1 },
    });
    expect(await getSendBatch(sender, batchId, { db: database.db })).toMatchObject({
      state: "finished",
      handed: 25,
    });
    expect(simulator.ledger()).toHaveLength(25);
  });
});

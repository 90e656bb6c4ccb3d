import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnvironment } from "@/lib/env";
import { createStatusCallbackDoor } from "@/lib/services/status-callback-door";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import { runChaos } from "../../scripts/drill/chaos-run";
import { createStatusCallbackListener } from "../../server/status-callback-listener";
import { startSimulator } from "../../simulator/server";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

const DOOR = "/api/webhooks/twilio/message-status";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("with everything going wrong at once nothing answered is lost, nothing is wrong, nothing is doubled", async () => {
  let receive: Parameters<typeof createStatusCallbackListener>[0]["receive"] | undefined;
  const listener = createStatusCallbackListener({
    receive: async (request) => (await receive?.(request)) ?? { status: 503 },
  });
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const simulator = await startSimulator({
    seed: 11,
    preset: "chaos",
    timeScale: 0.01,
    serviceStatusCallback: `${baseUrl}${DOOR}#rc=5&rp=all`,
  });
  const settings = readEnvironment({
    TWILIO_ACCOUNT_SID: simulator.accountSid,
    TWILIO_AUTH_TOKEN: simulator.authToken,
    TWILIO_API_BASE_URL: simulator.url,
    PUBLIC_BASE_URL: baseUrl,
  });
  const door = createStatusCallbackDoor(database.db, settings);
  receive = door.receive;
  const client = createTwilioClient({
    accountSid: simulator.accountSid,
    authToken: simulator.authToken,
    apiBaseUrl: simulator.url,
  });

  const report = await runChaos({
    db: database.db,
    databaseUrl: database.url,
    simulator,
    sending: { client, settings },
    messages: 150,
    concurrency: 12,
    seed: 11,
  });

  const { callbacks, createBehaviours } = simulator.summary();
  await simulator.close();
  await new Promise((resolve) => server.close(resolve));
  expect(report.faults).toEqual([]);
  expect(report.answered).toBeGreaterThan(200);
  // It was chaos: what the guarantee is about really happened.
  expect(callbacks.late + callbacks.repeated + callbacks.resent).toBeGreaterThan(20);
  expect(callbacks.lostOnPurpose + callbacks.wrongSignature).toBeGreaterThan(3);
  expect(report.outcomes.conflict).toBeGreaterThan(0);
  expect(report.unanswered).toBeGreaterThan(0);
  expect(Object.keys(createBehaviours).length).toBeGreaterThan(2);
}, 120_000);

import { afterAll, beforeAll, expect, test } from "vitest";
import { runSoak } from "../../../scripts/drill/soak-run";
import { freePort, type MeasuredServer } from "../../../scripts/load/measured-server";
import { freshAccount } from "../../../scripts/load/signed-callbacks";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { startDoorProcess } from "./door-process";

const account = freshAccount();
const publicBaseUrl = "https://hooks.example.com";
let database: TestDatabase;
let server: MeasuredServer;

beforeAll(async () => {
  database = await createTestDatabase();
  const port = await freePort();
  server = await startDoorProcess({ account, publicBaseUrl, databaseUrl: database.url, port });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

test("callback after callback is recorded, and none of them stays in memory", async () => {
  const report = await runSoak(
    { ...account, publicBaseUrl, databaseUrl: database.url, server },
    { callbacks: 6_000, segment: 2_000, connections: 32 },
  );
  expect(report.faults).toEqual([]);
  expect(report).toMatchObject({ events: 6_000, headlines: 1_500 });
  expect(report.growth.heapUsed).toBeLessThan(1.2);
}, 120_000);

import { afterAll, beforeAll, expect, test } from "vitest";
import { getSendBatch } from "@/lib/services/get-send-batch";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { createBatch, numbers, openSimulator, sender, startWorkerProcess } from "./batch-fixture";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const COUNT = 400;

test("a process killed in the middle loses nobody, repeats nobody, and another goes on", {
  timeout: 90_000,
}, async () => {
  // Answers take their time, so that the kill falls between the call and its answer for some.
  const simulator = await openSimulator({ timeScale: 0.02 });
  simulator.applySettings({ misbehaviour: { answerAfterFirstCallback: 0.3 } });
  const batchId = await createBatch(database, simulator, COUNT);
  const first = await startWorkerProcess(database, simulator);
  const second = await startWorkerProcess(database, simulator);
  await expect
    .poll(() => simulator.ledger().length, { timeout: 30_000, interval: 5 })
    .toBeGreaterThan(COUNT / 4);
  await first.kill();
  await expect
    .poll(() => simulator.ledger().length, { timeout: 30_000, interval: 5 })
    .toBeGreaterThan(COUNT / 2);
  await second.kill();
  const sentBefore = simulator.ledger().length;
  await startWorkerProcess(database, simulator);

  await expect
    .poll(async () => (await getSendBatch(sender, batchId, { db: database.db })).state, {
      timeout: 60_000,
      interval: 200,
    })
    .toBe("finished");

  const { total, handed, waiting, claimed } = await getSendBatch(sender, batchId, {
    db: database.db,
  });
  expect({ total, handed, waiting, claimed }).toEqual({
    total: COUNT,
    handed: COUNT,
    waiting: 0,
    claimed: 0,
  });
  expect(sentBefore).toBeLessThan(COUNT);

  const sentTo = simulator.ledger().map(({ to }) => to);
  expect(new Set(sentTo).size, "nobody gets it twice").toBe(sentTo.length);
  const messages = await database.query<{ to_address: string; submission: string }>(
    "SELECT to_address, submission FROM messages WHERE batch_id = $1",
    [batchId],
  );
  expect(messages.map((message) => message.to_address).sort()).toEqual(numbers(COUNT).sort());
  const unsure = messages.filter(({ submission }) => submission !== "accepted");
  expect(new Set(unsure.map(({ submission }) => submission)).size).toBeLessThanOrEqual(1);
  const unsureNumbers = new Set(unsure.map((message) => message.to_address));
  const lost = numbers(COUNT).filter((to) => !sentTo.includes(to) && !unsureNumbers.has(to));
  expect(lost, "nobody is lost").toEqual([]);
  expect(unsure.every(({ submission }) => submission === "unknown")).toBe(true);
});

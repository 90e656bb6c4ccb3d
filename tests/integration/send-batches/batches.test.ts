import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { markRejected } from "@/lib/db/messages";
import { claimBatchRows, recoverAbandonedRows } from "@/lib/db/send-batch-rows";
import {
  cancelSendBatch,
  pauseSendBatch,
  resumeSendBatch,
  retrySendBatch,
} from "@/lib/services/change-send-batch";
import { checkSendBatch } from "@/lib/services/check-send-batch";
import { createSendBatch } from "@/lib/services/create-send-batch";
import { exportSendBatch } from "@/lib/services/export-send-batch";
import { getSendBatch, listBatches } from "@/lib/services/get-send-batch";
import { listMessages } from "@/lib/services/list-messages";
import { sendBatchSlice } from "@/lib/services/send-batch-slice";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import type { Simulator } from "../../../simulator/server";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { insertMessage } from "../callback-door-fixture";
import {
  clientFor,
  createBatch,
  csvOf,
  newBatch,
  numbers,
  onlooker,
  openSimulator,
  sender,
  settingsFor,
} from "./batch-fixture";

/** For what takes its time on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 20 };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

function slice(
  simulator: Simulator,
  batchId: string,
  { sliceMs = 20_000, signal = new AbortController().signal, client = clientFor(simulator) } = {},
) {
  return sendBatchSlice(batchId, {
    db: database.db,
    client,
    settings: settingsFor(simulator, database.url),
    sliceMs,
    signal,
  });
}

const progress = (batchId: string) => getSendBatch(sender, batchId, { db: database.db });

describe("before anything is sent", () => {
  test("every row has a verdict, and messages and segments are totalled", async () => {
    const stopped = "+14153000001";
    const message = await insertMessage(database.db);
    await database.query("UPDATE messages SET to_address = $1, to_digits = $2 WHERE id = $3", [
      stopped,
      stopped.slice(1),
      message,
    ]);
    await markRejected(database.db, message, { errorCode: 21610, message: "unsubscribed" });
    const text = [
      "\uFEFFname;phone",
      '"Ada; Countess";+1 415 300 0000',
      "Brian;not a number",
      "Cleo;+1 (415) 300-0000",
      `Dora;${stopped}`,
      "Emil;+12005550123",
      ";+14153000002",
    ].join("\r\n");
    const check = await checkSendBatch(
      sender,
      { ...newBatch({ text }), body: `Hello {{NAME}}, ${"x".repeat(160)}` },
      { db: database.db, allowedPrefixes: [] },
    );
    expect(check).toMatchObject({
      fault: null,
      delimiter: ";",
      hasHeader: true,
      numberColumn: 1,
      rows: 6,
      messages: 2,
      segments: 4,
      verdicts: { ready: 1, unlikely: 1, invalid: 1, duplicate: 1, opted_out: 1, incomplete: 1 },
    });
    expect(check.samples[0]?.text).toMatch(/^Hello Ada; Countess, x/);
  });

  test("a number that was reached after it had opted out counts as opted in again", async () => {
    const [to] = ["+14153000009"];
    for (const [error, delivered] of [
      [21610, null],
      [null, "2026-11-23T12:00:00Z"],
    ]) {
      const id = await insertMessage(database.db);
      await database.query(
        "UPDATE messages SET to_address = $1, error_code = $2, delivered_at = $3::timestamptz WHERE id = $4",
        [to, error, delivered, id],
      );
    }
    const check = await checkSendBatch(sender, newBatch({ text: `phone,n\n${to},1` }), {
      db: database.db,
      allowedPrefixes: [],
    });
    expect(check.verdicts).toMatchObject({ ready: 1, opted_out: 0 });
  });

  test("somebody who may only look can neither check nor begin, pause, resume, cancel or retry", async () => {
    const batch = newBatch({ text: csvOf(1) });
    const deps = { db: database.db };
    const refused = { code: "forbidden" };
    await expect(checkSendBatch(onlooker, batch, deps)).rejects.toMatchObject(refused);
    await expect(createSendBatch(onlooker, batch, deps)).rejects.toMatchObject(refused);
    for (const change of [pauseSendBatch, resumeSendBatch, cancelSendBatch, retrySendBatch]) {
      await expect(change(onlooker, "batch_x", deps)).rejects.toMatchObject(refused);
    }
  });

  test("a batch is not begun with another number of messages than was agreed to", async () => {
    const simulator = await openSimulator();
    await expect(
      createBatch(database, simulator, 3, { confirmedMessages: 4 }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test.each([
    [{ body: "Hi {{nmae}}" }, "body"],
    [{ body: "" }, "body"],
    [{ from: "" }, "from"],
    [{ sender: "service" as const, messagingServiceSid: "MG1" }, "messagingServiceSid"],
    [{ text: 'phone\n"' }, "text"],
  ])("what every message would be refused for is said at its field: %j", async (changes, field) => {
    const simulator = await openSimulator();
    await expect(createBatch(database, simulator, 2, changes)).rejects.toMatchObject({
      code: "invalid_input",
      fieldErrors: { [field]: expect.arrayContaining([expect.any(String)]) },
    });
  });

  test("the same form makes one batch, however often it is sent", async () => {
    const simulator = await openSimulator();
    const sendKey = randomUUID();
    const first = await createBatch(database, simulator, 2, { sendKey });
    expect(await createBatch(database, simulator, 2, { sendKey })).toBe(first);
  });
});

describe("a batch on its way", () => {
  test("everybody who is ready gets the text of their row, once; the others get nothing", async () => {
    const simulator = await openSimulator();
    const text = `${csvOf(30)}\nnonsense,30\n${numbers(1)[0]},31`;
    const batchId = await createBatch(database, simulator, 30, { text, confirmedMessages: 30 });
    expect(await slice(simulator, batchId)).toBe("done");
    expect(
      simulator
        .ledger()
        .map(({ to, body }) => [to, body])
        .sort(),
    ).toEqual(numbers(30).map((to, index) => [to, `Message ${index}`]));
    expect(await progress(batchId)).toMatchObject({
      state: "finished",
      total: 30,
      handed: 30,
      leftOut: { invalid: 1, duplicate: 1 },
    });
    const { total } = await listMessages(
      sender,
      { batch: batchId, range: "all" },
      { db: database.db },
    );
    expect(total.count).toBe(30);
  });

  test("several processes together keep to the batch's rate and send nobody twice", async () => {
    const simulator = await openSimulator();
    const [count, ratePerSecond] = [20, 4];
    const batchId = await createBatch(database, simulator, count, { ratePerSecond });
    await Promise.all([1, 2, 3, 4].map(() => slice(simulator, batchId)));
    const calledAt = simulator.ledger().map(({ create }) => create.at);
    const seconds = (Math.max(...calledAt) - Math.min(...calledAt)) / 1000;
    expect(simulator.ledger()).toHaveLength(count);
    expect(new Set(simulator.ledger().map(({ to }) => to)).size).toBe(count);
    // A bucket that is full when they begin lets one second's worth through at once.
    expect(seconds).toBeGreaterThan((count - ratePerSecond) / ratePerSecond - 0.2);
  });

  test("paused, nothing more is handed out; resumed, it goes on to the end", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 24, { ratePerSecond: 6 });
    const deps = { db: database.db, connectionString: database.url };
    const running = slice(simulator, batchId);
    await expect.poll(() => simulator.ledger().length, PATIENT).toBeGreaterThan(2);
    await pauseSendBatch(sender, batchId, deps);
    expect(await running).toBe("done");
    const sent = simulator.ledger().length;
    expect(sent).toBeLessThan(24);
    expect(await slice(simulator, batchId)).toBe("done");
    expect(simulator.ledger()).toHaveLength(sent);
    expect(await progress(batchId)).toMatchObject({ state: "paused", waiting: 24 - sent });

    await resumeSendBatch(sender, batchId, deps);
    expect(await slice(simulator, batchId)).toBe("done");
    expect(simulator.ledger()).toHaveLength(24);
    expect(await progress(batchId)).toMatchObject({ state: "finished", handed: 24 });
  });

  test("canceled, the rest is never sent", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 30);
    await pauseSendBatch(sender, batchId, { db: database.db });
    await cancelSendBatch(sender, batchId, { db: database.db });
    expect(await slice(simulator, batchId)).toBe("done");
    expect(simulator.ledger()).toEqual([]);
    expect(await progress(batchId)).toMatchObject({ state: "canceled", canceled: 30, waiting: 0 });
    await expect(
      resumeSendBatch(sender, batchId, { db: database.db, connectionString: database.url }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("what Twilio refused can be retried as new messages, but not to those who replied STOP", async () => {
    const simulator = await openSimulator();
    const text = "phone,n\n+15005550004,1\n+15005550002,2\n+14154000000,3";
    const batchId = await createBatch(database, simulator, 3, { text });
    await slice(simulator, batchId);
    expect(await progress(batchId)).toMatchObject({
      state: "finished",
      rejected: 2,
      refusals: expect.arrayContaining([expect.objectContaining({ code: 21610, count: 1 })]),
    });
    const { retryable } = await progress(batchId);
    const deps = { db: database.db, connectionString: database.url };
    expect(await retrySendBatch(sender, batchId, deps)).toEqual({ rows: retryable });
    await slice(simulator, batchId);
    const again = await database.query(
      "SELECT to_address FROM messages WHERE batch_id = $1 AND resent_from_id IS NOT NULL",
      [batchId],
    );
    expect(again).toHaveLength(retryable);
    expect(again).not.toContainEqual({ to_address: "+15005550004" });
    expect(simulator.ledger()).toHaveLength(1);
  });

  test("when Twilio cannot be reached it pauses by itself and says why", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 60);
    const { accountSid, authToken } = simulator;
    const client = createTwilioClient({ accountSid, authToken, apiBaseUrl: "http://127.0.0.1:9" });
    await slice(simulator, batchId, { client });
    const paused = await progress(batchId);
    expect(paused).toMatchObject({
      state: "paused",
      pauseReason: expect.stringContaining("could not be reached"),
    });
    expect(paused.waiting).toBeGreaterThan(0);
    const deps = { db: database.db, connectionString: database.url };
    await retrySendBatch(sender, batchId, deps);
    await slice(simulator, batchId);
    expect(new Set(simulator.ledger().map(({ to }) => to)).size).toBe(60);
    expect(simulator.ledger()).toHaveLength(60);
  });

  test("calls that Twilio turns away for their number are tried again until they pass", async () => {
    const simulator = await openSimulator({ concurrencyLimit: 1 });
    const batchId = await createBatch(database, simulator, 20);
    await Promise.all([slice(simulator, batchId), slice(simulator, batchId)]);
    expect(await progress(batchId)).toMatchObject({ state: "finished", handed: 20, rejected: 0 });
    expect(new Set(simulator.ledger().map(({ to }) => to)).size).toBe(20);
  });

  test("told to stop, a process finishes what it has in hand and leaves the rest", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 24, { ratePerSecond: 6 });
    const stopping = new AbortController();
    const running = slice(simulator, batchId, { signal: stopping.signal });
    await expect.poll(() => simulator.ledger().length, PATIENT).toBeGreaterThan(2);
    stopping.abort();
    expect(await running).toBe("more");
    const { handed, waiting, claimed } = await progress(batchId);
    expect({ handed, claimed, sum: handed + waiting }).toEqual({
      handed: simulator.ledger().length,
      claimed: 0,
      sum: 24,
    });
  });
});

describe("what a killed process leaves behind", () => {
  test("a row without a message waits again; one whose message exists is unknown for good", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 2);
    const claim = () =>
      claimBatchRows(database.db, { batchId, claimedBy: "the one that died", limit: 2 });
    await expect
      .poll(async () => {
        await claim();
        return (await progress(batchId)).claimed;
      }, PATIENT)
      .toBe(2);
    const [row] = await database.query<{ key: string; to_address: string }>(
      "SELECT md5(batch_id || ' ' || line || ' ' || attempt)::uuid::text AS key, to_address FROM send_batch_rows WHERE batch_id = $1 ORDER BY line LIMIT 1",
      [batchId],
    );
    const messageId = await insertMessage(database.db);
    await database.query(
      "UPDATE messages SET send_key = $1, to_address = $2, batch_id = $3 WHERE id = $4",
      [row?.key, row?.to_address, batchId, messageId],
    );
    expect(await recoverAbandonedRows(database.db, { batchId, seconds: 60 })).toEqual({
      waiting: 0,
      handed: 0,
    });
    expect(await recoverAbandonedRows(database.db, { batchId, seconds: 0 })).toEqual({
      waiting: 1,
      handed: 1,
    });
    await slice(simulator, batchId);
    expect(simulator.ledger().map(({ to }) => to)).toEqual([numbers(2)[1]]);
    expect(await progress(batchId)).toMatchObject({
      state: "finished",
      handed: 2,
      outcomes: { unknown: 1 },
      retryable: 0,
    });
  });

  test("a row that two processes hold is handed to Twilio by one of them", async () => {
    const simulator = await openSimulator();
    const batchId = await createBatch(database, simulator, 1);
    const first = slice(simulator, batchId);
    await recoverAbandonedRows(database.db, { batchId, seconds: 0 });
    await Promise.all([first, slice(simulator, batchId)]);
    expect(simulator.ledger()).toHaveLength(1);
  });
});

test("the outcome is a CSV of every row, safe to open in a spreadsheet", async () => {
  const simulator = await openSimulator();
  const text = `phone,n,note\n${numbers(1)[0]},0,"=HYPERLINK(""http://x"")"\nnobody,1,`;
  const batchId = await createBatch(database, simulator, 1, { text });
  await slice(simulator, batchId);
  const { fileName, pieces } = await exportSendBatch(sender, batchId, { db: database.db });
  let csv = "";
  for await (const piece of pieces) csv += piece;
  const [sent, leftOut] = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(fileName).toBe("people-outcome.csv");
  expect(sent).toMatchObject({
    line: "2",
    message_sid: simulator.ledger()[0]?.sid,
    note: `'=HYPERLINK("http://x")`,
    attempts: "1",
  });
  expect(leftOut).toMatchObject({
    line: "3",
    recipient: "nobody",
    result: "invalid",
    attempts: "0",
  });
});

test("batches are listed newest first, page by page", async () => {
  const simulator = await openSimulator();
  const made: string[] = [];
  for (let count = 0; count < 3; count += 1) made.push(await createBatch(database, simulator, 1));
  const { items } = await listBatches(sender, {}, { db: database.db });
  expect(items.slice(0, 3).map(({ id }) => id)).toEqual(made.reverse());
  const after = await listBatches(sender, { cursor: made[1] }, { db: database.db });
  expect(after.items[0]?.id).toBe(made[2]);
});

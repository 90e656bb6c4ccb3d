import { afterAll, beforeAll, expect, test } from "vitest";
import { callbackFiltersSchema } from "@/lib/contracts/callback-list";
import type { Viewer } from "@/lib/domain/viewer";
import { listCallbacks } from "@/lib/services/list-callbacks";
import { explainingDatabase } from "../../scripts/bench/explaining-database";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

const viewer: Viewer = { id: "v", name: "Viewer", role: "viewer" };
const EVENTS = 10_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.query(
    `INSERT INTO messages (id, sid, submission, channel, created_at)
     SELECT 'msg_' || i, 'SM' || md5(i::text), 'accepted', 'sms', now() - i * interval '1 minute'
     FROM generate_series(1, $1::int) AS i`,
    [EVENTS],
  );
  await database.query(
    `INSERT INTO status_events (message_id, event_key, source, status, key_label, received_at)
     SELECT 'msg_' || i, gen_random_uuid(), 'callback',
       CASE WHEN i % 1000 = 0 THEN 'canceled' WHEN i % 1500 = 0 THEN 'held_by_carrier' ELSE 'delivered' END,
       CASE WHEN i % 2000 = 0 THEN 'previous' ELSE 'primary' END, now() - i * interval '1 minute'
     FROM generate_series(1, $1::int) AS i`,
    [EVENTS],
  );
  await database.query("ANALYZE messages, status_events");
});
afterAll(() => database.drop());

test.each([
  ["a status that few have", { status: "canceled" }, "status_events_rare_status", 10],
  ["a word that nobody documented", { status: "held_by_carrier" }, "status_events_rare_status", 3],
  ["a word that nothing has", { status: "unheard_of" }, "status_events_rare_status", 0],
  ["several of them", { status: "canceled,failed" }, "status_events_rare_status", 10],
  ["a key that verified few", { key: "previous" }, "status_events_rare_key", 5],
])("%s is found without reading every event", async (_, filters, index, count) => {
  const explaining = await explainingDatabase(database.url);
  const parsed = callbackFiltersSchema.parse({ ...filters, range: "all" });
  const reads = await explaining.collect(async (db) => {
    expect((await listCallbacks(viewer, parsed, { db })).items).toHaveLength(count);
  });
  await explaining.close();
  const read = reads.map(({ on }) => on);
  expect(read).toContain(index);
  expect(read.filter((on) => on === "status_events" || on === "status_events_newest")).toEqual([]);
});

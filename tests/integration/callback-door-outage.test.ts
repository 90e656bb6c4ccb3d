import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isBadInput } from "@/lib/db/database-error";
import { createGroupCommit } from "@/lib/db/group-commit";
import type { NewStatusEvent } from "@/lib/db/new-status-event";
import { type Database, openDatabase } from "@/lib/db/prisma";
import { type RecordedStatusEvent, recordStatusEvents } from "@/lib/db/status-events";
import {
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { type RunningPostgres, startEmbeddedPostgres } from "../../scripts/setup/embedded-postgres";
import { applyMigrations, ensureDatabase } from "../../scripts/setup/schema-engine";
import { freshSid, statusEvent } from "../support/status-event-factory";
import { callbackForm, callbackRequest, doorEnvironment } from "./callback-door-fixture";

/** A PostgreSQL of this file's own, so that it can be stopped. */
let folder: string;
let postgres: RunningPostgres;
let db: Database;
let door: StatusCallbackDoor;

async function startPostgres(preferredPort?: number): Promise<RunningPostgres> {
  return startEmbeddedPostgres({
    dataDir: path.join(folder, "postgres"),
    ...(preferredPort ? { preferredPort } : {}),
    settings: { fsync: "off" },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "milepost-outage-"));
  // PostgreSQL may run as another user than these tests.
  await chmod(folder, 0o755);
  postgres = await startPostgres();
  await ensureDatabase(postgres.urlOf("milepost"));
  await applyMigrations(postgres.urlOf("milepost"), process.cwd());
  db = openDatabase(postgres.urlOf("milepost"));
  door = createStatusCallbackDoor(db, doorEnvironment);
}, 120_000);

afterAll(async () => {
  await db.$disconnect();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

async function query<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: postgres.urlOf("milepost") });
  await client.connect();
  const { rows } = await client.query<Row>(sql, values);
  await client.end();
  return rows;
}

test("while the database is away every verified callback is answered 503, and after it came back the same is recorded once", async () => {
  const sid = freshSid();
  const requests = ["queued", "sent", "delivered"].map((MessageStatus) =>
    callbackRequest({
      form: callbackForm({ MessageSid: sid, MessageStatus }),
      idempotencyToken: randomUUID(),
    }),
  );
  const [first, ...rest] = requests;
  expect(first && (await door.receive(first)).status).toBe(200);

  const { port } = postgres;
  await postgres.stop();
  const refusedMeanwhile = callbackRequest({ signature: null });
  const during = await Promise.all(
    [...rest, refusedMeanwhile].map((request) => door.receive(request)),
  );
  expect(during.map(({ status }) => status)).toEqual([503, 503, 403]);

  postgres = await startPostgres(port);
  const after = await Promise.all(requests.map((request) => door.receive(request)));
  expect(after.map(({ status }) => status)).toEqual([200, 200, 200]);
  await door.idle();

  const events = await query<{ status: string; deliveries: number }>(
    `SELECT e.status, e.deliveries FROM status_events e JOIN messages m ON m.id = e.message_id
     WHERE m.sid = $1 ORDER BY e.received_at`,
    [sid],
  );
  expect(events).toEqual([
    { status: "queued", deliveries: 2 },
    { status: "sent", deliveries: 1 },
    { status: "delivered", deliveries: 1 },
  ]);
}, 120_000);

test("callbacks that arrive while the connection breaks are recorded or answered 503, never both and never lost", async () => {
  const requests = Array.from({ length: 300 }, () => {
    const sid = freshSid();
    return { sid, request: callbackRequest({ form: callbackForm({ MessageSid: sid }) }) };
  });
  const underWay = requests.map(async ({ sid, request }) => ({
    sid,
    status: (await door.receive(request)).status,
  }));
  await underWay[40];
  await postgres.stop();
  const answers = await Promise.all(underWay);
  postgres = await startPostgres(postgres.port);
  const acknowledged = answers.filter(({ status }) => status === 200).map(({ sid }) => sid);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
  const found = await query<{ sid: string }>("SELECT sid FROM messages WHERE sid = ANY($1)", [
    acknowledged,
  ]);
  expect(found.map(({ sid }) => sid).sort()).toEqual(acknowledged.sort());
}, 120_000);

test("an item that the database refuses fails alone, whatever came with it", async () => {
  const commits = createGroupCommit<NewStatusEvent, RecordedStatusEvent>({
    write: (events) => recordStatusEvents(db, events),
    maxBatch: 200,
    maxWaiting: 5_000,
    isItemFault: isBadInput,
  });
  const events = Array.from({ length: 60 }, (_, index) =>
    statusEvent({
      sid: freshSid(),
      status: "sent",
      ...(index === 17 || index === 41 ? { receivedAt: "yesterday, about noon" } : {}),
    }),
  );
  const outcomes = await Promise.allSettled(events.map((event) => commits.add(event)));
  expect(outcomes.flatMap(({ status }, index) => (status === "rejected" ? [index] : []))).toEqual([
    17, 41,
  ]);
  const sids = events.map(({ sid }) => sid);
  expect(await query("SELECT 1 FROM messages WHERE sid = ANY($1)", [sids])).toHaveLength(58);
});

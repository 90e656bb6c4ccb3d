import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callbackFiltersSchema, callbackListSchema } from "@/lib/contracts/callback-list";
import { instantFromUs, instantToUs } from "@/lib/domain/instant";
import type { Viewer } from "@/lib/domain/viewer";
import { listCallbacks } from "@/lib/services/list-callbacks";
import { listUnknownNames } from "@/lib/services/list-unknown-names";
import {
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  callbackForm,
  callbackRequest,
  type Delivery,
  doorEnvironment,
  insertMessage,
  PREVIOUS_TOKEN,
} from "./callback-door-fixture";

const viewer: Viewer = { id: "v", name: "Viewer", role: "viewer" };
const NOW = new Date("2026-11-23T14:12:30Z");
const NOW_US = NOW.getTime() * 1000;
const SECOND = 1_000_000;
const HOUR = 3_600 * SECOND;

let database: TestDatabase;
let door: StatusCallbackDoor;
const known = freshSid();
const stranger = freshSid();

/** Arrives `secondsAgo` before `NOW`. */
function deliver(secondsAgo: number, delivery: Delivery) {
  const receivedAtUs = NOW_US - secondsAgo * SECOND;
  return door.receive(callbackRequest({ ...delivery, receivedAtUs }));
}

beforeAll(async () => {
  database = await createTestDatabase();
  door = createStatusCallbackDoor(database.db, doorEnvironment);
  const id = await insertMessage(database.db);
  const ofKnown = (MessageStatus: string): Delivery => ({
    form: callbackForm({ MessageSid: known, MessageStatus }),
    query: `?message=${id}`,
    idempotencyToken: randomUUID(),
  });
  const delivered = ofKnown("delivered");
  await deliver(100, ofKnown("queued"));
  await deliver(90, { ...ofKnown("sent"), signedWith: PREVIOUS_TOKEN });
  await deliver(80, delivered);
  await deliver(70, delivered);
  await deliver(60, { form: callbackForm({ MessageSid: stranger, To: "+353871234567" }) });
  await deliver(50, {
    form: callbackForm({ MessageSid: known, MessageStatus: "read" }),
    signature: null,
  });
  await deliver(40, { body: "{}", contentType: "application/json" });
  await deliver(30, delivered);
  await deliver(26 * 3_600, ofKnown("sending"));
  await door.idle();
});
afterAll(() => database.drop());

const list = (filters: Record<string, unknown> = {}) =>
  listCallbacks(viewer, callbackFiltersSchema.parse(filters), { db: database.db, now: NOW });

/** What a row is, and how many seconds before `NOW` it came. */
async function shown(filters: Record<string, unknown> = {}): Promise<string[]> {
  const { items } = await list(filters);
  return items.map((row) => {
    const secondsAgo = (NOW_US - instantToUs(row.receivedAt)) / SECOND;
    return `${secondsAgo} ${row.verdict} ${row.status} ${row.httpStatus}`;
  });
}

describe("the list of callbacks", () => {
  test("has every request that reached the door, newest first, each repetition at its own time", async () => {
    expect(await shown()).toEqual([
      "30 repeated delivered 200",
      "40 refused null 415",
      "50 refused read 403",
      "60 orphan delivered 200",
      "70 repeated delivered 200",
      "80 recorded delivered 200",
      "90 recorded sent 200",
      "100 recorded queued 200",
    ]);
  });

  test("leaves by its contract, with what each row says of its message", async () => {
    const { items } = callbackListSchema.parse(await list());
    const byId = new Map(items.map((row) => [row.id, row]));
    expect(byId.size).toBe(items.length);
    expect(items[0]).toMatchObject({
      id: expect.stringMatching(/^e\d+-2$/),
      messageSid: known,
      keyLabel: "primary",
    });
    expect(items[2]).toMatchObject({
      id: expect.stringMatching(/^r\d+$/),
      reason: "signature_missing",
      messageSid: known,
      messageId: items[0]?.messageId,
      to: "+14155550137",
      keyLabel: null,
    });
    expect(items[3]).toMatchObject({ messageSid: stranger, to: "+353871234567" });
  });

  test("counts every verdict under the same filters, whichever tab is open", async () => {
    const counts = { recorded: 3, repeated: 2, orphan: 1, refused: 2 };
    for (const verdict of [undefined, "recorded", "repeated", "orphan", "refused"] as const) {
      const page = await list({ verdict });
      expect(page.total).toEqual({ count: 8, isMore: false });
      expect(
        Object.fromEntries(Object.entries(page.counts).map(([name, { count }]) => [name, count])),
      ).toEqual(counts);
      expect(page.items).toHaveLength(verdict ? counts[verdict] : 8);
    }
    expect((await list({ reason: "json_body" })).counts).toMatchObject({
      recorded: { count: 0 },
      refused: { count: 1 },
    });
  });

  test.each([
    [{ status: "read" }, ["50 refused read 403"]],
    [{ status: "queued,sent" }, ["90 recorded sent 200", "100 recorded queued 200"]],
    [{ reason: "signature_missing" }, ["50 refused read 403"]],
    [{ key: "previous" }, ["90 recorded sent 200"]],
    [{ key: "primary", verdict: "refused" }, []],
    [{ verdict: "orphan" }, ["60 orphan delivered 200"]],
    [{ verdict: "repeated" }, ["30 repeated delivered 200", "70 repeated delivered 200"]],
    [{ q: stranger }, ["60 orphan delivered 200"]],
    [{ q: stranger.slice(0, 20) }, ["60 orphan delivered 200"]],
    [{ q: "087 123 4567", range: "all" }, ["60 orphan delivered 200"]],
    [{ q: "+1 415 555 0137", verdict: "refused" }, ["50 refused read 403"]],
    [{ q: "nothing like it" }, []],
    [{ range: "7d", status: "sending" }, ["93600 recorded sending 200"]],
    [
      {
        after: instantFromUs(NOW_US - 65 * SECOND),
        before: instantFromUs(NOW_US - 40 * SECOND),
      },
      ["50 refused read 403", "60 orphan delivered 200"],
    ],
  ])("is narrowed by %o", async (filters, expected) => {
    expect(await shown(filters)).toEqual(expected);
  });

  test("finds by our id everything about one message", async () => {
    const { items } = await list();
    const id = items[0]?.messageId;
    expect((await shown({ q: id, range: "all" })).map((row) => row.split(" ")[2])).toEqual([
      "delivered",
      "read",
      "delivered",
      "delivered",
      "sent",
      "queued",
      "sending",
    ]);
  });

  test("shows what left quarantine as the event it became, and says so", async () => {
    const own = await createTestDatabase();
    const ownDoor = createStatusCallbackDoor(own.db, doorEnvironment);
    const answer = await ownDoor.receive(callbackRequest({ receivedAtUs: NOW_US - SECOND }));
    await ownDoor.receive(callbackRequest({ signature: null, receivedAtUs: NOW_US - SECOND }));
    await own.query("UPDATE refused_callbacks SET released_at = now(), released_event_seq = $1", [
      answer.recorded?.seq,
    ]);
    const page = await listCallbacks(viewer, callbackFiltersSchema.parse({}), {
      db: own.db,
      now: NOW,
    });
    expect(page.items).toMatchObject([{ verdict: "orphan", isReleased: true }]);
    expect(page.counts.refused).toEqual({ count: 0, isMore: false });
    await own.drop();
  });
});

describe("paging through callbacks", () => {
  test("meets each one once, forwards and backwards, also where many share one instant", async () => {
    const own = await createTestDatabase();
    const ownDoor = createStatusCallbackDoor(own.db, doorEnvironment);
    const [sid, idempotencyToken] = [freshSid(), randomUUID()];
    for (let index = 0; index < 60; index += 1) {
      const receivedAtUs = NOW_US - HOUR + Math.floor(index / 7) * SECOND;
      const again = { form: callbackForm({ MessageSid: sid }), idempotencyToken, receivedAtUs };
      await ownDoor.receive(callbackRequest(again));
      await ownDoor.receive(callbackRequest({ receivedAtUs }));
      await ownDoor.receive(callbackRequest({ signature: null, receivedAtUs }));
    }
    await ownDoor.idle();
    const page = (filters: Record<string, unknown>) =>
      listCallbacks(viewer, callbackFiltersSchema.parse(filters), { db: own.db, now: NOW });

    const down: string[][] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { items, nextCursor } = await page({ cursor });
      down.push(items.map((row) => row.id));
      cursor = nextCursor;
    }
    expect(down.map((ids) => ids.length)).toEqual([50, 50, 50, 30]);
    expect(new Set(down.flat()).size).toBe(180);
    const received = (await page({})).items.map((row) => row.receivedAt);
    expect(received).toEqual(received.toSorted().reverse());

    const lastPage = await page({ cursor: (await lastCursor(page)) ?? undefined });
    expect(lastPage.nextCursor).toBeNull();
    const up: string[][] = [];
    let back = lastPage.previousCursor;
    while (back !== null) {
      const { items, previousCursor } = await page({ cursor: back });
      up.unshift(items.map((row) => row.id));
      back = previousCursor;
    }
    expect(up).toEqual(down.slice(0, 3));
    await own.drop();
  });

  async function lastCursor(page: (filters: Record<string, unknown>) => ReturnType<typeof list>) {
    let cursor: string | null = null;
    for (let next = (await page({})).nextCursor; next !== null; ) {
      cursor = next;
      next = (await page({ cursor: next })).nextCursor;
    }
    return cursor;
  }

  test("refuses a cursor that is not one of its own", async () => {
    const forged = [
      "",
      "x",
      Buffer.from("o|2026-99-99T00:00:00.000000Z|0|1|0").toString("base64url"),
    ];
    for (const cursor of forged) {
      await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});

test("the catalogue of unknown names is told the latest first", async () => {
  const own = await createTestDatabase();
  const ownDoor = createStatusCallbackDoor(own.db, doorEnvironment);
  const at = (secondsAgo: number, form: Record<string, string>) =>
    ownDoor.receive(
      callbackRequest({ form: callbackForm(form), receivedAtUs: NOW_US - secondsAgo * SECOND }),
    );
  await at(30, { CarrierHint: "x" });
  await at(20, { MessageSid: known, MessageStatus: "held_by_carrier" });
  await at(10, { CarrierHint: "y" });
  await ownDoor.idle();
  expect(await listUnknownNames(viewer, { db: own.db })).toEqual([
    {
      kind: "parameter",
      name: "CarrierHint",
      example: "x",
      occurrences: 2,
      firstSeenAt: instantFromUs(NOW_US - 30 * SECOND),
      lastSeenAt: instantFromUs(NOW_US - 10 * SECOND),
    },
    {
      kind: "status",
      name: "held_by_carrier",
      example: known,
      occurrences: 1,
      firstSeenAt: instantFromUs(NOW_US - 20 * SECOND),
      lastSeenAt: instantFromUs(NOW_US - 20 * SECOND),
    },
  ]);
  await own.drop();
});

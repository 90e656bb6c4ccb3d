import { randomUUID } from "node:crypto";
import { ulid } from "ulid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MessageFilters, messageFiltersSchema, PAGE_SIZE } from "@/lib/contracts/message-list";
import { insertPendingMessage, type NewMessage } from "@/lib/db/messages";
import { recordStatusEvents } from "@/lib/db/status-events";
import { MESSAGE_STATUSES } from "@/lib/domain/message-status";
import type { Viewer } from "@/lib/domain/viewer";
import { getMessage } from "@/lib/services/get-message";
import { listMessages } from "@/lib/services/list-messages";
import { freshSid, statusEvent } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

const NOW = new Date("2026-11-23T14:00:00Z");
const VIEWER: Viewer = { id: "v", name: "Vera", role: "viewer" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString().replace("Z", "000Z");
}

function newMessage(overrides: Partial<NewMessage> = {}): NewMessage {
  return {
    id: `msg_${ulid()}`,
    origin: "dashboard",
    accountSid: null,
    channel: "sms",
    to: "+14155550137",
    toDigits: "14155550137",
    toCountry: "US",
    from: "+16285550119",
    messagingServiceSid: null,
    body: "Your appointment is tomorrow.",
    mediaUrls: [],
    contentSid: null,
    contentVariables: null,
    callbackMode: "message",
    statusCallback: null,
    sendAt: null,
    validityPeriodSeconds: null,
    reference: null,
    tags: [],
    sendKey: randomUUID(),
    resentFromId: null,
    batchId: null,
    createdBy: "Vera",
    createdAt: minutesAgo(10),
    ...overrides,
  } as NewMessage;
}

async function add(
  overrides: Partial<NewMessage> & { statuses?: string[]; errorCode?: number } = {},
) {
  const { statuses = [], errorCode = null, ...rest } = overrides;
  const message = newMessage(rest);
  await insertPendingMessage(database.db, message);
  const sid = freshSid();
  for (const status of statuses) {
    await recordStatusEvents(database.db, [
      statusEvent({ messageId: message.id, sid, status, errorCode, receivedAt: message.createdAt }),
    ]);
  }
  return { id: message.id, sid };
}

async function list(filters: Record<string, unknown>) {
  const parsed: MessageFilters = messageFiltersSchema.parse({ range: "all", ...filters });
  return listMessages(VIEWER, parsed, { db: database.db, now: NOW });
}

async function idsOf(filters: Record<string, unknown>): Promise<string[]> {
  return (await list(filters)).items.map((item) => item.id);
}

describe("the list", () => {
  test("pages newest first, both ways, without losing or repeating a row that ties in time", async () => {
    const to = "+442079460001";
    const createdAt = minutesAgo(30);
    const added: string[] = [];
    for (let index = 0; index < PAGE_SIZE * 2 + 7; index += 1) {
      added.push((await add({ to, toDigits: to.slice(1), createdAt })).id);
    }
    const expected = [...added].sort().reverse();
    const first = await list({ to });
    const second = await list({ to, cursor: first.nextCursor });
    const third = await list({ to, cursor: second.nextCursor });
    const pages = [first, second, third].map((page) => page.items.map((item) => item.id));
    expect(pages.flat()).toEqual(expected);
    expect(first.previousCursor).toBeNull();
    expect(third.nextCursor).toBeNull();
    expect(first.total).toEqual({ count: expected.length, isMore: false });

    const backToSecond = await list({ to, cursor: third.previousCursor });
    expect(backToSecond.items.map((item) => item.id)).toEqual(pages[1]);
    const backToFirst = await list({ to, cursor: backToSecond.previousCursor });
    expect(backToFirst.items.map((item) => item.id)).toEqual(pages[0]);
  });

  test.each([
    "x",
    "bnVsbA",
    Buffer.from("o|2026|msg_").toString("base64url"),
    Buffer.from(`o|2026-99-23T13:58:03.000000Z|msg_${"0".repeat(26)}`).toString("base64url"),
  ])("refuses the cursor %s with words", async (cursor) => {
    await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("sorts every message into one outcome, and counts each", async () => {
    const messagingServiceSid = `MG${"0".repeat(32)}`;
    const late = minutesAgo(60);
    const by = {
      in_flight: await add({ messagingServiceSid, statuses: ["queued"] }),
      waiting: await add({ messagingServiceSid, statuses: ["sent"], createdAt: minutesAgo(1) }),
      no_receipt: await add({ messagingServiceSid, statuses: ["sent"], createdAt: late }),
      delivered: await add({ messagingServiceSid, statuses: ["delivered"] }),
      read: await add({ messagingServiceSid, statuses: ["read"] }),
      failed: await add({ messagingServiceSid, statuses: ["failed"], errorCode: 30007 }),
      conflict: await add({ messagingServiceSid, statuses: ["delivered", "undelivered"] }),
      unknown: await add({ messagingServiceSid, statuses: ["teleported"] }),
      canceled: await add({ messagingServiceSid, statuses: ["canceled"] }),
    };
    const ids = async (outcome: string) =>
      (await idsOf({ service: messagingServiceSid, outcome })).sort();
    expect(await ids("in_flight")).toEqual([by.in_flight.id, by.waiting.id].sort());
    expect(await ids("no_receipt")).toEqual([by.no_receipt.id]);
    expect(await ids("delivered")).toEqual([by.delivered.id, by.read.id].sort());
    expect(await ids("failed")).toEqual([by.failed.id]);
    expect(await ids("conflict")).toEqual([by.conflict.id]);
    expect(await ids("unknown")).toEqual([by.unknown.id]);
    const { counts, total } = await list({ service: messagingServiceSid });
    expect(
      Object.fromEntries(Object.entries(counts).map(([key, { count }]) => [key, count])),
    ).toEqual({
      in_flight: 2,
      delivered: 2,
      failed: 1,
      no_receipt: 1,
      conflict: 1,
      unknown: 1,
    });
    expect(total.count).toBe(9);
  });

  test("is narrowed by status, sender, channel, error code and time", async () => {
    const from = "+12025550143";
    const failed = await add({ from, statuses: ["undelivered"], errorCode: 30_003 });
    const sent = await add({ from, statuses: ["sent"], channel: "whatsapp" });
    const old = await add({ from, createdAt: minutesAgo(60 * 48) });
    expect(await idsOf({ from, status: "undelivered,failed" })).toEqual([failed.id]);
    expect(await idsOf({ from, channel: "whatsapp" })).toEqual([sent.id]);
    expect(await idsOf({ from, error: "30003" })).toEqual([failed.id]);
    expect((await idsOf({ from, range: "24h" })).sort()).toEqual([failed.id, sent.id].sort());
    expect(
      await idsOf({ from, after: "2026-11-21T00:00:00Z", before: "2026-11-22T00:00:00Z" }),
    ).toEqual([old.id]);
  });

  test("is narrowed to a recipient and a sender written in any format", async () => {
    const to = "+4915112345678";
    const from = "+16285550777";
    const sms = await add({ to, toDigits: "4915112345678", from });
    const whatsapp = await add({
      to: `whatsapp:${to}`,
      toDigits: "4915112345678",
      from: `whatsapp:${from}`,
      channel: "whatsapp",
    });
    const named = await add({ to: "+4915112345679", toDigits: "4915112345679", from: "Milepost" });
    const both = [sms.id, whatsapp.id].sort();
    for (const format of [to, "+49 (0)151 123-45678", "0049 151 12345678", "0151 12345678"]) {
      expect((await idsOf({ to: format })).sort()).toEqual(both);
    }
    expect(await idsOf({ to: `whatsapp:${to}` })).toEqual([whatsapp.id]);
    expect(await idsOf({ to: "5678" })).toEqual([]);
    for (const format of [from, "(628) 555-0777", "001 628 555 0777"]) {
      expect((await idsOf({ from: format })).sort()).toEqual(both);
    }
    expect(await idsOf({ from: `whatsapp:${from}` })).toEqual([whatsapp.id]);
    expect(await idsOf({ from: "milepost" })).toEqual([named.id]);
    expect(await idsOf({ from: "+16285550778" })).toEqual([]);
  });

  test("finds every status word by its filter, whatever its outcome is", async () => {
    const from = "+12025550199";
    const added = new Map<string, string>();
    for (const status of [...MESSAGE_STATUSES, "held_by_carrier"]) {
      added.set(status, (await add({ from, statuses: [status] })).id);
    }
    const contradicted = await add({ from, statuses: ["delivered", "undelivered"] });
    for (const [status, id] of added) {
      const expected = status === "undelivered" ? [id, contradicted.id].sort() : [id];
      expect((await idsOf({ status, from })).sort()).toEqual(expected);
      expect((await idsOf({ status })).includes(id)).toBe(true);
    }
    expect(await idsOf({ from, status: "delivered", outcome: "failed" })).toEqual([]);
  });

  test("is searched by SID, its beginning, our id, a number in any format, words and reference", async () => {
    const found = await add({
      to: "+353851234987",
      toDigits: "353851234987",
      body: "The Zeppelin lands at noon",
      reference: "order-778812-x",
      statuses: ["sent"],
    });
    const only = [found.id];
    expect(await idsOf({ q: found.sid })).toEqual(only);
    expect(await idsOf({ q: found.sid.slice(0, 16) })).toEqual(only);
    expect(await idsOf({ q: found.id })).toEqual(only);
    expect(await idsOf({ q: "+353 85 123 4987" })).toEqual(only);
    expect(await idsOf({ q: "(353) 85-1234987" })).toEqual(only);
    expect(await idsOf({ q: "1234987" })).toEqual(only);
    expect(await idsOf({ q: "zeppelin noon" })).toEqual(only);
    expect(await idsOf({ q: "order-778812-x" })).toEqual(only);
    expect(await idsOf({ q: "zeppelin midnight" })).toEqual([]);
    expect(await idsOf({ q: "%" })).toEqual([]);
  });

  test("a search of digits finds the number that ends in them and the reference that is them", async () => {
    const byNumber = await add({ to: "+353850772031", toDigits: "353850772031" });
    const byReference = await add({ to: "+353850000001", reference: "0772031" });
    const byTag = await add({ to: "+353850000002", tags: ["2026-0772031"] });
    expect((await idsOf({ q: "0772031" })).sort()).toEqual([byNumber.id, byReference.id].sort());
    expect(await idsOf({ q: "2026-0772031" })).toEqual([byTag.id]);
  });
});

describe("one message", () => {
  test("is found by our id and by its SID, with its events in the order of recording", async () => {
    const { id, sid } = await add({ statuses: ["queued", "sent"] });
    const byId = await getMessage(VIEWER, id, { db: database.db });
    const bySid = await getMessage(VIEWER, sid, { db: database.db });
    expect(byId).toEqual(bySid);
    expect(byId.events.map((event) => event.status)).toEqual(["queued", "sent"]);
    expect(byId.events[0]?.rawBody).toBe("MessageStatus=queued");
  });

  test.each(["msg_01M0000000000000000000000A", `SM${"0".repeat(32)}`, "../etc", ""])(
    "%s that does not exist is not found",
    async (idOrSid) => {
      await expect(getMessage(VIEWER, idOrSid, { db: database.db })).rejects.toMatchObject({
        code: "not_found",
      });
    },
  );
});

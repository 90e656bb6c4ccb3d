import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageExportSchema } from "@/lib/contracts/message-list";
import { insertPendingMessage, type NewMessage } from "@/lib/db/messages";
import { recordStatusEvents } from "@/lib/db/status-events";
import type { Viewer } from "@/lib/domain/viewer";
import { csvResponse } from "@/lib/http/csv-response";
import { exportMessages } from "@/lib/services/export-messages";
import { freshSid, statusEvent } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

const NOW = new Date("2026-11-23T14:00:00Z");
const VIEWER: Viewer = { id: "v", name: "Vera", role: "viewer" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function add(overrides: Partial<NewMessage> = {}): Promise<string> {
  const { id } = await insertPendingMessage(database.db, {
    id: `msg_${ulid()}`,
    origin: "dashboard",
    accountSid: null,
    channel: "sms",
    to: "whatsapp:+14155550137",
    toDigits: "14155550137",
    toCountry: "US",
    from: null,
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
    createdAt: "2026-11-23T13:30:00.000000Z",
    ...overrides,
  });
  return id;
}

function exportOf(query: Record<string, unknown>) {
  const request = messageExportSchema.parse({ range: "all", ...query });
  return exportMessages(VIEWER, request, { db: database.db, now: NOW });
}

async function rowsOf(query: Record<string, unknown>): Promise<Record<string, string>[]> {
  const { fileName, pieces } = exportOf(query);
  const text = await (await csvResponse(fileName, pieces)).text();
  return parse(text, { bom: true, columns: true });
}

test("1,200 messages come whole, newest first, in pieces of at most 500 rows", async () => {
  const messagingServiceSid = `MG${"1".repeat(32)}`;
  await database.query(
    `INSERT INTO messages (id, origin, submission, channel, to_address, to_digits, messaging_service_sid, callback_mode, created_at)
     SELECT 'msg_' || lpad(n::text, 26, '0'), 'dashboard', 'pending', 'sms', '+14155550100', '14155550100', $1, 'message',
       '2026-11-23T10:00:00Z'::timestamptz + (n / 3) * interval '1 second'
     FROM generate_series(1, 1200) AS n`,
    [messagingServiceSid],
  );
  const sizes: number[] = [];
  let text = "";
  for await (const piece of exportOf({ service: messagingServiceSid }).pieces) {
    sizes.push(piece.trimEnd().split("\n").length);
    text += piece;
  }
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  expect(sizes).toEqual([501, 500, 200]);
  expect(rows.map(({ message_id }) => Number(message_id?.slice(4)))).toEqual(
    Array.from({ length: 1200 }, (_, index) => 1200 - index),
  );
});

test.each(["=HYPERLINK(1)", "+1+2", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
  "a cell that a spreadsheet would take for a formula is escaped: %j",
  async (body) => {
    const [row] = await rowsOf({ ids: await add({ body }) });
    expect(row?.body).toBe(`'${body}`);
  },
);

test("quotes, separators and line breaks in a body come back as they were", async () => {
  const body = 'She said "yes", then\nleft; née Ωmega 👋';
  const [row] = await rowsOf({ ids: await add({ body }) });
  expect(row?.body).toBe(body);
});

test("the filters of the list are those of the export", async () => {
  const messagingServiceSid = `MG${"2".repeat(32)}`;
  const waiting = await add({ messagingServiceSid });
  const failed = await add({ messagingServiceSid });
  await recordStatusEvents(database.db, [
    statusEvent({ messageId: failed, sid: freshSid(), status: "undelivered", errorCode: 30003 }),
  ]);
  const idsOf = async (query: Record<string, unknown>) =>
    (await rowsOf({ service: messagingServiceSid, ...query })).map(({ message_id }) => message_id);
  expect(new Set(await idsOf({}))).toEqual(new Set([waiting, failed]));
  expect(await idsOf({ outcome: "failed" })).toEqual([failed]);
  expect(await idsOf({ error: "30003" })).toEqual([failed]);
  expect(await idsOf({ outcome: "in_flight" })).toEqual([waiting]);
  expect(await idsOf({ before: "2026-11-23T13:00:00Z" })).toEqual([]);
});

test("picked messages come alone, whatever else the address says", async () => {
  const [first, second] = [await add(), await add()];
  await add();
  const rows = await rowsOf({ ids: `${first},${second}`, range: "1h", outcome: "failed" });
  expect(new Set(rows.map(({ message_id }) => message_id))).toEqual(new Set([first, second]));
});

test("an export of nothing has its heads", async () => {
  const response = await csvResponse("x.csv", exportOf({ q: "nobodyhassaidthis" }).pieces);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="x.csv"');
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await response.text()).toMatch(/^created_at,message_id,.*\n$/);
});

test("what fails before the first row is told as a failure, not as half a file", async () => {
  async function* broken(): AsyncGenerator<string> {
    yield await Promise.reject(new Error("The database is away."));
  }
  await expect(csvResponse("x.csv", broken())).rejects.toThrow("The database is away.");
});

test("an id that is not a message's is refused with words", () => {
  const parsed = messageExportSchema.safeParse({ ids: "msg_1" });
  expect(parsed.error?.issues[0]?.message).toBe("Not the id of a message.");
});

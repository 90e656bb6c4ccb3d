import { afterAll, beforeAll, expect, test } from "vitest";
import type { SendRoute } from "@/lib/contracts/send-expectations";
import { updateMessageFacts } from "@/lib/db/messages";
import { recordStatusEvents } from "@/lib/db/status-events";
import { getSendExpectations } from "@/lib/services/get-send-expectations";
import { freshSid, statusEvent } from "../../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { insertMessage } from "../callback-door-fixture";
import { sender } from "./sending-fixture";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const now = new Date("2026-11-23T12:00:00Z");
const toUs: SendRoute = { channel: "sms", countries: ["US"] };

/** A message of `agoSeconds` ago that took so many seconds to each status. */
async function messageThatTook(
  agoSeconds: number,
  steps: Record<string, number>,
  price: string | null = null,
): Promise<void> {
  const id = await insertMessage(database.db);
  const createdMs = now.getTime() - agoSeconds * 1000;
  await database.query("UPDATE messages SET created_at = $2 WHERE id = $1", [
    id,
    new Date(createdMs),
  ]);
  const sid = freshSid();
  await recordStatusEvents(
    database.db,
    Object.entries(steps).map(([status, seconds]) =>
      statusEvent({
        sid,
        messageId: id,
        status,
        receivedAt: new Date(createdMs + seconds * 1000).toISOString(),
      }),
    ),
  );
  await updateMessageFacts(database.db, id, {
    numSegments: 2,
    price,
    priceUnit: "USD",
    from: null,
    messagingServiceSid: null,
    body: null,
  });
}

const ask = (route: SendRoute = toUs) =>
  getSendExpectations(sender, route, { db: database.db, now });

test("without a history there are no times and no prices", async () => {
  expect(await ask()).toEqual({
    sampleCount: 0,
    steps: {},
    deliveredWithin95Seconds: null,
    noReceiptShare: null,
    prices: [],
  });
});

test("times are medians since submission, and a receipt that never came is counted", async () => {
  await messageThatTook(3_600, { queued: 0.2, sent: 1, delivered: 4 }, "-0.0158");
  await messageThatTook(3_500, { queued: 0.4, sent: 2, delivered: 6 }, "-0.0158");
  await messageThatTook(3_400, { queued: 0.6, sent: 3, delivered: 20 });
  await messageThatTook(3_300, { queued: 0.4, sent: 2 });
  const { sampleCount, steps, deliveredWithin95Seconds, noReceiptShare, prices } = await ask();
  expect(sampleCount).toBe(4);
  expect(steps.queued).toBeCloseTo(0.4);
  expect(steps.sent).toBeCloseTo(2);
  expect(steps.delivered).toBeCloseTo(6);
  expect(deliveredWithin95Seconds).toBeCloseTo(18.6);
  expect(noReceiptShare).toBeCloseTo(0.25);
  expect(prices).toEqual([{ country: "US", perSegment: expect.closeTo(0.0079), unit: "USD" }]);
});

test("what is older than a week, to another country, on another channel or by a service is left out", async () => {
  await messageThatTook(8 * 86_400, { queued: 100, sent: 100, delivered: 100 });
  expect((await ask()).sampleCount).toBe(4);
  expect((await ask({ ...toUs, countries: ["IE"] })).sampleCount).toBe(0);
  expect((await ask({ ...toUs, channel: "whatsapp" })).sampleCount).toBe(0);
  expect((await ask({ ...toUs, messagingServiceSid: `MG${"a".repeat(32)}` })).sampleCount).toBe(0);
  expect((await ask({ ...toUs, countries: [] })).sampleCount).toBe(4);
});

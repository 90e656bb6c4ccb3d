import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orphanIdOf } from "@/lib/db/status-event-batch";
import { nowUs } from "@/lib/services/process-clock";
import { recordCreateResponse } from "@/lib/services/send-message";
import {
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  ACCOUNT,
  callbackForm,
  callbackRequest,
  doorEnvironment,
  insertMessage,
} from "./callback-door-fixture";

let database: TestDatabase;
let doors: StatusCallbackDoor[];
beforeAll(async () => {
  database = await createTestDatabase();
  doors = [database.db, database.connect()].map((db) =>
    createStatusCallbackDoor(db, doorEnvironment),
  );
});
afterAll(() => database.drop());

const SERVICE = `MG${"3".repeat(32)}`;

/** Everything that is observed of one message, as functions that observe it. */
function observationsOf(id: string, sid: string, withOurId: boolean) {
  const query = withOurId ? `?message=${id}` : "";
  const callback = (status: string, door: number) => async () => {
    const form = callbackForm({
      MessageSid: sid,
      MessageStatus: status,
      MessagingServiceSid: SERVICE,
    });
    const answer = await doors[door]?.receive(callbackRequest({ form, query }));
    expect(answer?.status).toBe(200);
  };
  const created = () =>
    recordCreateResponse(database.db, id, {
      sid,
      accountSid: ACCOUNT,
      status: "accepted",
      to: "+14155550137",
      from: null,
      messagingServiceSid: SERVICE,
      body: "Your code is 482 913",
      numSegments: 1,
      numMedia: 0,
      price: null,
      priceUnit: "USD",
      errorCode: null,
      errorMessage: null,
      dateCreated: new Date(),
      dateSent: null,
    });
  return {
    created,
    queued: callback("queued", 0),
    sent: callback("sent", 1),
    delivered: callback("delivered", 0),
  };
}

async function expectOneWholeMessage(id: string, sid: string, order: string) {
  const messages = await database.query(
    `SELECT id, origin, submission, status, outcome, num_segments, from_address, messaging_service_sid,
       to_country, body FROM messages WHERE sid = $1 OR id IN ($2, $3)`,
    [sid, id, orphanIdOf(sid)],
  );
  expect(messages, order).toEqual([
    {
      id,
      origin: "dashboard",
      submission: "accepted",
      status: "delivered",
      outcome: "delivered",
      num_segments: 1,
      from_address: "+16285550119",
      messaging_service_sid: SERVICE,
      to_country: "US",
      body: "Your code is 482 913",
    },
  ]);
  const events = await database.query<{ status: string; source: string; deliveries: number }>(
    "SELECT status, source, deliveries FROM status_events WHERE message_id = $1",
    [id],
  );
  expect(events.map(({ source, status }) => `${source} ${status}`).sort(), order).toEqual([
    "callback delivered",
    "callback queued",
    "callback sent",
    "create_response accepted",
  ]);
  expect(events.every(({ deliveries }) => deliveries === 1)).toBe(true);
}

const STEPS = ["created", "queued", "sent", "delivered"] as const;

function permutationsOf<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutationsOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe.each([
  ["that carry our id", true],
  ["of a Messaging Service, without our id", false],
])("callbacks %s and the create response", (_, withOurId) => {
  test("end as one message with four events in every order", async () => {
    for (const order of permutationsOf(STEPS)) {
      const [id, sid] = [await insertMessage(database.db), freshSid()];
      const observations = observationsOf(id, sid, withOurId);
      for (const step of order) await observations[step]();
      await expectOneWholeMessage(id, sid, order.join());
    }
  });

  test("end as one message with four events when they all come at once", async () => {
    const rounds = Array.from({ length: 25 }, () => ({ sid: freshSid() }));
    const started = await Promise.all(
      rounds.map(async ({ sid }) => ({ sid, id: await insertMessage(database.db) })),
    );
    await Promise.all(
      started.flatMap(({ id, sid }, index) => {
        const observations = observationsOf(id, sid, withOurId);
        const order = permutationsOf(STEPS)[index % 24] ?? [];
        return order.map((step) => observations[step]());
      }),
    );
    await Promise.all(doors.map((door) => door.idle()));
    for (const { id, sid } of started) await expectOneWholeMessage(id, sid, "at once");
  });
});

describe("an orphan", () => {
  test("is claimed by the message whose create response names its SID, with its events and its times", async () => {
    const [id, sid] = [await insertMessage(database.db), freshSid()];
    const receivedAtUs = nowUs();
    const form = callbackForm({
      MessageSid: sid,
      MessageStatus: "undelivered",
      ErrorCode: "30003",
    });
    const answer = await doors[0]?.receive(callbackRequest({ form, receivedAtUs }));
    expect(answer?.recorded).toMatchObject({ messageId: orphanIdOf(sid), isOrphan: true });
    await observationsOf(id, sid, false).created();
    const [message] = await database.query(
      "SELECT id, status, error_code, undelivered_at FROM messages WHERE sid = $1",
      [sid],
    );
    expect(message).toEqual({
      id,
      status: "undelivered",
      error_code: 30003,
      undelivered_at: new Date(receivedAtUs / 1000),
    });
    expect(await database.query("SELECT 1 FROM messages WHERE id = $1", [orphanIdOf(sid)])).toEqual(
      [],
    );
  });

  test("is claimed when a callback of the same batch carries our id and another does not", async () => {
    const [id, sid] = [await insertMessage(database.db), freshSid()];
    const withId = observationsOf(id, sid, true);
    const without = observationsOf(id, sid, false);
    await Promise.all([without.queued(), without.delivered(), withId.sent(), withId.created()]);
    await expectOneWholeMessage(id, sid, "mixed");
  });

  test("is never made of a message that has its SID, however many doors hear of it first at once", async () => {
    const sid = freshSid();
    const statuses = ["queued", "sending", "sent", "delivered"];
    const answers = await Promise.all(
      statuses.flatMap((MessageStatus) =>
        doors.map((door) =>
          door.receive(callbackRequest({ form: callbackForm({ MessageSid: sid, MessageStatus }) })),
        ),
      ),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await database.query("SELECT origin FROM messages WHERE sid = $1", [sid])).toEqual([
      { origin: "orphan" },
    ]);
    const ids = new Set(answers.map(({ recorded }) => recorded?.messageId));
    expect([...ids]).toEqual([orphanIdOf(sid)]);
  });
});

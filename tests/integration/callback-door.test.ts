import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instantFromUs } from "@/lib/domain/instant";
import { nowUs } from "@/lib/services/process-clock";
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
  type Delivery,
  doorEnvironment,
  encodeForm,
  freshMessageId,
  insertMessage,
  PREVIOUS_TOKEN,
  SUBACCOUNT,
  SUBACCOUNT_TOKEN,
} from "./callback-door-fixture";

const NUL = String.fromCharCode(0);

let database: TestDatabase;
let door: StatusCallbackDoor;
beforeAll(async () => {
  database = await createTestDatabase();
  door = createStatusCallbackDoor(database.db, doorEnvironment);
});
afterAll(() => database.drop());

const deliver = (delivery: Delivery) => door.receive(callbackRequest(delivery));

type EventRow = {
  status: string;
  error_code: number | null;
  params: [string, string][];
  raw_body: Buffer;
  query: string;
  headers: [string, string][];
  key_label: string;
  deliveries: number;
  redelivered: string[];
  received: string;
  message_id: string;
};

function eventsOf(sid: string): Promise<EventRow[]> {
  const instant = (column: string) =>
    `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return database.query<EventRow>(
    `SELECT e.*, ${instant("e.received_at")} AS received,
       ARRAY(SELECT ${instant("t")} FROM unnest(e.redelivered_at) t) AS redelivered
     FROM status_events e JOIN messages m ON m.id = e.message_id WHERE m.sid = $1 ORDER BY e.seq`,
    [sid],
  );
}

type MessageRow = Record<string, unknown> & { id: string };

async function messageOf(sid: string): Promise<MessageRow | undefined> {
  const [row] = await database.query<MessageRow>("SELECT * FROM messages WHERE sid = $1", [sid]);
  return row;
}

describe("a verified callback", () => {
  test("is answered 200 and is there, whole, as soon as it is answered", async () => {
    const sid = freshSid();
    const form = callbackForm({
      MessageSid: sid,
      MessageStatus: "undelivered",
      ErrorCode: "30007",
      ErrorMessage: "",
      RawDlrDoneDate: "2611231358",
    });
    const receivedAtUs = nowUs();
    const answer = await deliver({ form, query: "?campaign=spring&campaign=summer", receivedAtUs });
    expect(answer.status).toBe(200);
    expect(answer.recorded).toMatchObject({ isNew: true, isOrphan: true });
    const [event, ...others] = await eventsOf(sid);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      source: "callback",
      status: "undelivered",
      error_code: 30007,
      params: form.map(([name, value]) => [name, value]),
      query: "campaign=spring&campaign=summer",
      key_label: "primary",
      deliveries: 1,
      redelivered: [],
      received: instantFromUs(receivedAtUs),
    });
    expect(event?.raw_body.toString()).toBe(encodeForm(form));
    expect(event?.headers).toContainEqual(["user-agent", "TwilioProxy/1.1"]);
  });

  test("may be signed with the previous token, or with a subaccount's own", async () => {
    const bySubaccount = callbackForm({ AccountSid: SUBACCOUNT });
    const answers = [
      await deliver({ signedWith: PREVIOUS_TOKEN }),
      await deliver({ form: bySubaccount, signedWith: SUBACCOUNT_TOKEN }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const labels = await database.query(
      "SELECT key_label FROM status_events WHERE seq = ANY($1::bigint[]) ORDER BY seq",
      [answers.map(({ recorded }) => recorded?.seq)],
    );
    expect(labels).toEqual([
      { key_label: "previous" },
      { key_label: "subaccount AC…2222 primary" },
    ]);
  });

  test("keeps every value of a repeated parameter and of an empty one", async () => {
    const sid = freshSid();
    const form = [
      ...callbackForm({ MessageSid: sid }),
      ["Tag", "b"],
      ["Tag", "a"],
      ["Tag", "b"],
      ["Note", ""],
    ] as const;
    expect((await deliver({ form })).status).toBe(200);
    const [event] = await eventsOf(sid);
    expect(event?.params.slice(-4)).toEqual([
      ["Tag", "b"],
      ["Tag", "a"],
      ["Tag", "b"],
      ["Note", ""],
    ]);
  });

  test("is read without a content type, or with any charset", async () => {
    for (const contentType of [
      "application/x-www-form-urlencoded",
      "application/x-www-form-urlencoded; charset=utf-8",
      "APPLICATION/X-WWW-FORM-URLENCODED;charset=UTF-8",
      "",
    ]) {
      expect((await deliver({ contentType })).status, contentType).toBe(200);
    }
  });
});

describe("a repeated callback", () => {
  test("with the same idempotency token is one event with two deliveries and the time of the second", async () => {
    const sid = freshSid();
    const delivery = {
      form: callbackForm({ MessageSid: sid }),
      idempotencyToken: randomUUID(),
    };
    const firstUs = nowUs();
    const secondUs = nowUs() + 2_000_000;
    const first = await deliver({ ...delivery, receivedAtUs: firstUs });
    const second = await deliver({ ...delivery, receivedAtUs: secondUs });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.recorded).toMatchObject({ isNew: false, seq: first.recorded?.seq });
    expect(await eventsOf(sid)).toMatchObject([
      {
        deliveries: 2,
        received: instantFromUs(firstUs),
        redelivered: [instantFromUs(secondUs)],
      },
    ]);
  });

  test("counts as received when the earlier delivery was, whichever was recorded first", async () => {
    const sid = freshSid();
    const delivery = {
      form: callbackForm({ MessageSid: sid }),
      idempotencyToken: randomUUID(),
    };
    const early = nowUs();
    const late = early + 5_000_000;
    await deliver({ ...delivery, receivedAtUs: late });
    await deliver({ ...delivery, receivedAtUs: early });
    expect(await eventsOf(sid)).toMatchObject([
      { received: instantFromUs(early), redelivered: [instantFromUs(late)] },
    ]);
    const message = await messageOf(sid);
    expect(message?.created_at).toEqual(new Date(early / 1000));
    expect(message?.delivered_at).toEqual(new Date(early / 1000));
  });

  test("of many at once is one event that counts them all", async () => {
    const sid = freshSid();
    const delivery = { form: callbackForm({ MessageSid: sid }), idempotencyToken: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 40 }, () => deliver(delivery)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.filter(({ recorded }) => recorded?.isNew)).toHaveLength(1);
    const [event, ...others] = await eventsOf(sid);
    expect(others).toEqual([]);
    expect(event?.deliveries).toBe(40);
    expect(event?.redelivered).toHaveLength(39);
  });

  test("with another token is another event, for two segments may end alike", async () => {
    const sid = freshSid();
    const form = callbackForm({ MessageSid: sid });
    await deliver({ form });
    await deliver({ form });
    expect(await eventsOf(sid)).toMatchObject([{ deliveries: 1 }, { deliveries: 1 }]);
  });

  test("with a token that was seen with another body or query is another event, for the token is not signed", async () => {
    const sid = freshSid();
    const idempotencyToken = randomUUID();
    await deliver({ form: callbackForm({ MessageSid: sid }), idempotencyToken });
    await deliver({
      form: callbackForm({ MessageSid: sid, MessageStatus: "sent" }),
      idempotencyToken,
    });
    await deliver({ form: callbackForm({ MessageSid: sid }), query: "?a=1", idempotencyToken });
    expect(await eventsOf(sid)).toMatchObject([
      { status: "delivered", deliveries: 1 },
      { status: "sent", deliveries: 1 },
      { status: "delivered", deliveries: 1 },
    ]);
  });

  test("without a token is recognised by body and query", async () => {
    const sid = freshSid();
    const form = callbackForm({ MessageSid: sid });
    await deliver({ form, idempotencyToken: null });
    await deliver({ form, idempotencyToken: null });
    await deliver({ form, idempotencyToken: null, query: "?a=1" });
    expect(await eventsOf(sid)).toMatchObject([{ deliveries: 2 }, { deliveries: 1 }]);
  });

  test("is counted for ever, but the times of the first 500 alone are kept", async () => {
    const sid = freshSid();
    const delivery = { form: callbackForm({ MessageSid: sid }), idempotencyToken: randomUUID() };
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(Array.from({ length: 150 }, () => deliver(delivery)));
    }
    const [event] = await eventsOf(sid);
    expect(event?.deliveries).toBe(600);
    expect(event?.redelivered).toHaveLength(500);
  });
});

describe("the message of a callback", () => {
  test("is found by our id in the query when the create response was never stored, and gets its SID", async () => {
    const id = await insertMessage(database.db);
    const sid = freshSid();
    const answer = await deliver({
      form: callbackForm({ MessageSid: sid, MessageStatus: "sent" }),
      query: `?message=${id}`,
    });
    expect(answer.recorded).toMatchObject({ messageId: id, isOrphan: false });
    expect(await messageOf(sid)).toMatchObject({
      id,
      sid,
      origin: "dashboard",
      submission: "accepted",
      status: "sent",
      from_address: "+16285550119",
    });
  });

  test("is an orphan with everything that the callback tells, when its SID is not known", async () => {
    const sid = `MM${freshSid().slice(2)}`;
    const receivedAtUs = nowUs();
    await deliver({
      form: callbackForm({
        MessageSid: sid,
        MessageStatus: "failed",
        ErrorCode: "63016",
        To: "whatsapp:+353871234567",
        From: "whatsapp:+14155238886",
        MessagingServiceSid: `MG${"3".repeat(32)}`,
      }),
      receivedAtUs,
    });
    await door.idle();
    expect(await messageOf(sid)).toMatchObject({
      origin: "orphan",
      submission: "accepted",
      account_sid: ACCOUNT,
      channel: "whatsapp",
      to_address: "whatsapp:+353871234567",
      to_digits: "353871234567",
      to_country: "IE",
      from_address: "whatsapp:+14155238886",
      messaging_service_sid: `MG${"3".repeat(32)}`,
      status: "failed",
      outcome: "failed",
      error_code: 63016,
      created_at: new Date(receivedAtUs / 1000),
    });
  });

  test("is an orphan of the right channel and country, also for mms, short codes and names", async () => {
    const deliveries: [string, string, string | null][] = [
      ["+447700900123", "sms", "GB"],
      ["rcs:+5511955550123", "rcs", "BR"],
      ["messenger:1234567890", "messenger", null],
      ["12345", "sms", null],
      ["", "sms", null],
    ];
    for (const [To, channel, country] of deliveries) {
      const sid = freshSid();
      await deliver({ form: callbackForm({ MessageSid: sid, To }) });
      await door.idle();
      expect(await messageOf(sid), To).toMatchObject({ channel, to_country: country });
    }
  });

  test("is not one whose SID is another, even if the callback carries that message's id", async () => {
    const id = await insertMessage(database.db);
    const [own, other] = [freshSid(), freshSid()];
    await deliver({ form: callbackForm({ MessageSid: own }), query: `?message=${id}` });
    await deliver({ form: callbackForm({ MessageSid: other }), query: `?message=${id}` });
    expect((await messageOf(own))?.id).toBe(id);
    expect((await messageOf(other))?.origin).toBe("orphan");
  });

  test("is one for each SID when callbacks of several SIDs carry the same id in one batch", async () => {
    const id = await insertMessage(database.db);
    const sids = Array.from({ length: 24 }, freshSid);
    // While the first is written, the others gather.
    const first = deliver({});
    const answers = await Promise.all(
      sids.map((sid) =>
        deliver({ form: callbackForm({ MessageSid: sid }), query: `?message=${id}` }),
      ),
    );
    await first;
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const messages = await Promise.all(sids.map(messageOf));
    expect(messages.filter((message) => message?.id === id)).toHaveLength(1);
    expect(messages.filter((message) => message?.origin === "orphan")).toHaveLength(23);
    const events = await Promise.all(sids.map(eventsOf));
    expect(events.every((own) => own.length === 1)).toBe(true);
  });

  test("is an orphan when our id is of no message here, or is no id of ours", async () => {
    for (const query of [`?message=${freshMessageId()}`, "?message=42", "?message=", "?message"]) {
      const sid = freshSid();
      await deliver({ form: callbackForm({ MessageSid: sid }), query });
      expect((await messageOf(sid))?.origin, query).toBe("orphan");
    }
  });

  test("takes our id from the query alone, never from the body", async () => {
    const id = await insertMessage(database.db);
    const sid = freshSid();
    await deliver({ form: [...callbackForm({ MessageSid: sid }), ["message", id]] });
    expect((await messageOf(sid))?.origin).toBe("orphan");
  });
});

describe("what nobody documented", () => {
  test("is recorded, shown as it came, and counted in the catalogue", async () => {
    const sid = freshSid();
    const form = callbackForm({
      MessageSid: sid,
      MessageStatus: "held_by_carrier",
      CarrierHint: "x",
    });
    expect((await deliver({ form })).status).toBe(200);
    expect((await deliver({ form })).status).toBe(200);
    await door.idle();
    expect(await messageOf(sid)).toMatchObject({ status: "held_by_carrier", outcome: "unknown" });
    const names = await database.query(
      `SELECT kind, name, example, occurrences FROM unknown_names
       WHERE name IN ('CarrierHint', 'held_by_carrier') ORDER BY kind`,
    );
    expect(names).toEqual([
      { kind: "parameter", name: "CarrierHint", example: "x", occurrences: "2" },
      { kind: "status", name: "held_by_carrier", example: sid, occurrences: "2" },
    ]);
  });

  test("does not move a message that stands at a known status", async () => {
    const sid = freshSid();
    await deliver({ form: callbackForm({ MessageSid: sid, MessageStatus: "sent" }) });
    await deliver({ form: callbackForm({ MessageSid: sid, MessageStatus: "teleported" }) });
    expect(await messageOf(sid)).toMatchObject({ status: "sent", unknown_status: "teleported" });
  });

  test("keeps the catalogue bounded, whatever comes", async () => {
    const own = await createTestDatabase();
    const ownDoor = createStatusCallbackDoor(own.db, doorEnvironment);
    for (const page of [0, 1, 2]) {
      const strange = Array.from({ length: 450 }, (_, at) => [`X${page}-${at}`, "1"] as const);
      const request = callbackRequest({ form: [...callbackForm(), ...strange] });
      expect((await ownDoor.receive(request)).status).toBe(200);
      await ownDoor.idle();
    }
    expect(
      (await ownDoor.receive(callbackRequest({ form: [...callbackForm(), ["New", "1"]] }))).status,
    ).toBe(200);
    await ownDoor.idle();
    expect(await own.query("SELECT 1 FROM unknown_names")).toHaveLength(1_350);
    expect(await own.query("SELECT 1 FROM unknown_names WHERE name = 'New'")).toEqual([]);
    await own.drop();
  });
});

describe("bytes that no database takes", () => {
  test("NUL is shown as its symbol, while the raw body has the byte", async () => {
    const sid = freshSid();
    const form = callbackForm({
      MessageSid: sid,
      [`Odd${NUL}Name`]: `a${NUL}b`,
      To: `+1415555${NUL}137`,
    });
    expect((await deliver({ form, query: "?note=a%00b" })).status).toBe(200);
    await door.idle();
    const [event] = await eventsOf(sid);
    expect(event?.params).toContainEqual(["Odd\u2400Name", "a\u2400b"]);
    expect(event?.raw_body.toString()).toContain("Odd%00Name=a%00b");
    expect(await messageOf(sid)).toMatchObject({ to_address: "+1415555\u2400137" });
    expect(
      await database.query("SELECT example FROM unknown_names WHERE name = $1", ["Odd\u2400Name"]),
    ).toEqual([{ example: "a\u2400b" }]);
  });

  test("invalid UTF-8 is read as the URL standard reads it, while the raw body has the bytes", async () => {
    const sid = freshSid();
    const read = [...callbackForm({ MessageSid: sid }), ["Body", "caf\ufffd \ufffd"] as const];
    const body = `${encodeForm(read.slice(0, -1))}&Body=caf%e9+\xff`;
    const answer = await deliver({ form: read, body: Buffer.from(body, "latin1") });
    expect(answer.status).toBe(200);
    const [event] = await eventsOf(sid);
    expect(event?.params.at(-1)).toEqual(["Body", "caf\ufffd \ufffd"]);
    expect(event?.raw_body.toString("latin1")).toBe(body);
  });

  test("half of a surrogate pair in a header costs nobody anything", async () => {
    const sid = freshSid();
    const answer = await deliver({
      form: callbackForm({ MessageSid: sid }),
      headers: [["X-Forwarded-For", "\ud83d"]],
    });
    expect(answer.status).toBe(200);
    const [event] = await eventsOf(sid);
    expect(event?.headers).toContainEqual(["x-forwarded-for", "\ufffd"]);
  });
});

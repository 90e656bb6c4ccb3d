import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callbackDetailSchema } from "@/lib/contracts/callback";
import { countRefusedSince } from "@/lib/db/refused-callbacks";
import { instantFromUs } from "@/lib/domain/instant";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { getCallback } from "@/lib/services/get-callback";
import { nowUs } from "@/lib/services/process-clock";
import { QUARANTINE_LIMITS } from "@/lib/services/quarantine-callback";
import {
  createStatusCallbackDoor,
  type DoorEnvironment,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { verifyRefusedCallback } from "@/lib/services/verify-refused-callback";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  BASE_URL,
  callbackForm,
  callbackRequest,
  type Delivery,
  DOOR_PATH,
  doorEnvironment,
  encodeForm,
  insertMessage,
  STRANGER_TOKEN,
} from "./callback-door-fixture";

const wrong: DoorEnvironment = { ...doorEnvironment, PUBLIC_BASE_URL: "http://milepost.internal" };
const viewerWith = (role: Role): Viewer => ({ id: role, name: role, role });
const admin = viewerWith("admin");

let database: TestDatabase;
let wrongDoor: StatusCallbackDoor;
let rightDoor: StatusCallbackDoor;
beforeEach(async () => {
  database = await createTestDatabase();
  wrongDoor = createStatusCallbackDoor(database.db, wrong);
  rightDoor = createStatusCallbackDoor(database.db, doorEnvironment);
});
afterEach(() => database.drop());

/** Has a callback refused; answers its id. */
async function refuse(delivery: Delivery = {}, door = wrongDoor): Promise<string> {
  expect((await door.receive(callbackRequest(delivery))).status).not.toBe(200);
  const [row] = await database.query<{ id: string }>("SELECT max(id) AS id FROM refused_callbacks");
  return `r${row?.id}`;
}

const fixed = () => ({ db: database.db, env: doorEnvironment });
const get = (id: string, env = doorEnvironment) => getCallback(admin, id, { db: database.db, env });
const verifyAgain = (id: string) => verifyRefusedCallback(admin, id, fixed());

const about = (MessageSid: string, MessageStatus: string, extra: Record<string, string> = {}) =>
  callbackForm({ MessageSid, MessageStatus, ...extra });

describe("a callback that is verified again after the fix", () => {
  test("takes its place in the timeline by the time at which it came", async () => {
    const [id, sid] = [await insertMessage(database.db), freshSid()];
    const startUs = nowUs();
    const query = `?message=${id}`;
    await rightDoor.receive(
      callbackRequest({ form: about(sid, "queued"), query, receivedAtUs: startUs }),
    );
    const sentId = await refuse({ form: about(sid, "sent"), query, receivedAtUs: startUs + 1_000 });
    await rightDoor.receive(
      callbackRequest({ form: about(sid, "delivered"), query, receivedAtUs: startUs + 5_000 }),
    );

    const before = await get(sentId, wrong);
    expect(before.message?.quarantined).toEqual([
      { id: sentId, claimedStatus: "sent", receivedAt: instantFromUs(startUs + 1_000) },
    ]);
    expect(await verifyAgain(sentId)).toEqual({
      recorded: 1,
      stillRefused: 0,
      cut: 0,
      finding: null,
    });

    const after = callbackDetailSchema.parse(await get(sentId));
    expect(after.message?.quarantined).toEqual([]);
    const byTime = after.message?.events.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
    expect(byTime?.map((event) => event.status)).toEqual(["queued", "sent", "delivered"]);
    expect(byTime?.[1]).toMatchObject({
      source: "callback",
      receivedAt: instantFromUs(startUs + 1_000),
      deliveries: 1,
    });
    expect(after.refusal).toMatchObject({
      releasedAt: expect.any(String),
      cannotVerify: "It left quarantine for the timeline.",
    });
    const [event] = await database.query(
      `SELECT e.query, e.key_label, e.raw_body = r.raw_body AS is_same_body
       FROM refused_callbacks r JOIN status_events e ON e.seq = r.released_event_seq`,
    );
    expect(event).toEqual({ query: `message=${id}`, key_label: "primary", is_same_body: true });
  });

  test("takes all others of the same cause with it, also those whose cause was never looked into", async () => {
    const sids = Array.from({ length: 230 }, freshSid);
    for (const sid of sids) await refuse({ form: about(sid, "delivered") });
    const forged = await refuse({ signedWith: STRANGER_TOKEN });
    const [counts] = await database.query<{ undiagnosed: number }>(
      "SELECT count(*) FILTER (WHERE diagnosis IS NULL)::int AS undiagnosed FROM refused_callbacks",
    );
    expect(counts?.undiagnosed).toBeGreaterThan(100);
    const [{ id } = { id: "" }] = await database.query<{ id: string }>(
      "SELECT 'r' || min(id) AS id FROM refused_callbacks",
    );
    const [alike] = await database.query<{ count: number }>(
      `SELECT count(*)::int - 1 AS count FROM refused_callbacks WHERE finding LIKE 'Valid for %'`,
    );
    expect((await get(id)).refusal?.sameCauseCount).toBe(alike?.count);

    expect(await verifyAgain(id)).toMatchObject({ recorded: 230, finding: null });
    expect(await database.query("SELECT DISTINCT status FROM messages")).toEqual([
      { status: "delivered" },
    ]);
    const waiting = await database.query<{ id: string }>(
      "SELECT 'r' || id AS id FROM refused_callbacks WHERE released_at IS NULL",
    );
    expect(waiting).toEqual([{ id: forged }]);
    expect(await countRefusedSince(database.db, new Date(0))).toBe(1);
  });

  test("is recorded once, however many ask for it at once", async () => {
    const sids = Array.from({ length: 12 }, freshSid);
    const ids: string[] = [];
    for (const sid of sids) ids.push(await refuse({ form: about(sid, "sent") }));
    const outcomes = await Promise.all(ids.slice(0, 4).map(verifyAgain));
    expect(outcomes.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(12);
    expect(await database.query("SELECT DISTINCT deliveries FROM status_events")).toEqual([
      { deliveries: 1 },
    ]);
  });

  test("counts as a repetition when Twilio's next try of it was recorded meanwhile", async () => {
    const delivery = { form: about(freshSid(), "delivered"), idempotencyToken: randomUUID() };
    const firstUs = nowUs();
    const id = await refuse({ ...delivery, receivedAtUs: firstUs });
    await rightDoor.receive(callbackRequest({ ...delivery, receivedAtUs: firstUs + 900 }));
    await verifyAgain(id);
    const { message } = await get(id);
    expect(message?.events).toMatchObject([
      { receivedAt: instantFromUs(firstUs), deliveries: 2, status: "delivered" },
    ]);
  });

  test("makes an orphan with its country, and counts the names that nobody documented", async () => {
    const sid = freshSid();
    const form = about(sid, "teleported", { To: "+353871234567", CarrierHint: "x" });
    await verifyAgain(await refuse({ form }));
    expect(await database.query("SELECT origin, to_country FROM messages")).toEqual([
      { origin: "orphan", to_country: "IE" },
    ]);
    expect(await database.query("SELECT name FROM unknown_names ORDER BY name")).toEqual([
      { name: "CarrierHint" },
      { name: "teleported" },
    ]);
  });

  test("is not verified a third time", async () => {
    const id = await refuse();
    await verifyAgain(id);
    await expect(verifyAgain(id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a callback that is verified again", () => {
  test("and still refused waits on, with a finding of today's settings", async () => {
    const id = await refuse({ signedUrl: `https://other.example${DOOR_PATH}` });
    const today = {
      ...doorEnvironment,
      TWILIO_AUTH_TOKEN: undefined,
      TWILIO_AUTH_TOKEN_PREVIOUS: undefined,
      TWILIO_SUBACCOUNTS: {},
    };
    const outcome = await verifyRefusedCallback(admin, id, { db: database.db, env: today });
    const finding = "TWILIO_AUTH_TOKEN is empty, so nothing can be verified";
    expect(outcome).toEqual({ recorded: 0, stillRefused: 1, cut: 0, finding });
    expect((await get(id, today)).refusal).toMatchObject({
      reason: "no_key_configured",
      finding,
      releasedAt: null,
    });
  });

  test("and turns out to be signed, but no status callback, is named what it is", async () => {
    const form = callbackForm({ MessageStatus: null, SmsStatus: "received", NumMedia: "0" });
    const id = await refuse({ form });
    const outcome = await verifyAgain(id);
    expect(outcome).toMatchObject({ recorded: 0, stillRefused: 1 });
    expect(outcome.finding).toMatch(/^This is an incoming message/);
    const detail = await get(id);
    expect(detail).toMatchObject({ httpStatus: 400, reason: "inbound_message" });
    expect(detail.refusal?.diagnosis).toBeNull();
    expect(detail.refusal?.cannotVerify).toMatch(/no setting makes a status callback of it/);
  });

  test("cannot be when its body was kept in part, and says so", async () => {
    const form = [...callbackForm(), ["Body", "a".repeat(QUARANTINE_LIMITS.maxBodyBytes)]] as const;
    const id = await refuse({ form });
    const { refusal, request } = await get(id);
    const sentence = `Of its ${encodeForm(form).length.toLocaleString("en")} bytes the first 16,384 were kept, so its signature cannot be verified again.`;
    expect(refusal).toMatchObject({ cannotVerify: sentence, isValidNow: false });
    expect(request).toMatchObject({ isCut: true, bodyBytes: encodeForm(form).length });
    await expect(verifyAgain(id)).rejects.toMatchObject({ code: "conflict", message: sentence });
  });

  test("leaves those of the same cause alone that were kept in part, and counts them", async () => {
    const long = [...callbackForm(), ["Body", "a".repeat(QUARANTINE_LIMITS.maxBodyBytes)]] as const;
    await refuse({ form: long });
    expect(await verifyAgain(await refuse())).toMatchObject({ recorded: 1, cut: 1 });
  });

  test("cannot be when its address was too long to be kept", async () => {
    const id = await refuse({ query: `?a=${"b".repeat(QUARANTINE_LIMITS.maxTargetLength)}` });
    expect((await get(id)).refusal?.cannotVerify).toMatch(/^Its address was too long/);
  });

  test("cannot be by somebody who may only read or send", async () => {
    const id = await refuse();
    for (const role of ["viewer", "sender"] as const) {
      await expect(verifyRefusedCallback(viewerWith(role), id, fixed())).rejects.toMatchObject({
        code: "forbidden",
      });
      expect((await getCallback(viewerWith(role), id, fixed())).id).toBe(id);
    }
    const outcome = await verifyRefusedCallback(viewerWith("owner"), id, fixed());
    expect(outcome.recorded).toBe(1);
  });
});

describe("one callback", () => {
  test("is not found under an id that is none", async () => {
    await rightDoor.receive(callbackRequest());
    for (const id of ["", "x", "e0", "r1", "e1-1", "e99", "r-1", "e1'", "e9223372036854775808"]) {
      await expect(get(id), id).rejects.toMatchObject({ code: "not_found" });
    }
    for (const id of ["e1", "r1", "rr", "r99"]) {
      await expect(verifyAgain(id), id).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("that was recorded tells its request, its times and its message", async () => {
    const sid = freshSid();
    const form = [...about(sid, "sent"), ["New", "1"]] as const;
    const startUs = nowUs();
    const delivery = { form, query: "?a=1&a=", idempotencyToken: randomUUID() };
    await rightDoor.receive(callbackRequest({ ...delivery, receivedAtUs: startUs }));
    await rightDoor.receive(callbackRequest({ ...delivery, receivedAtUs: startUs + 10 }));
    const [first, second] = [await get("e1"), await get("e1-1")];
    expect(callbackDetailSchema.parse(first)).toMatchObject({
      id: "e1",
      verdict: "orphan",
      receivedAt: instantFromUs(startUs),
      times: [instantFromUs(startUs), instantFromUs(startUs + 10)],
      keyLabel: "primary",
      messageSid: sid,
      refusal: null,
      request: {
        target: `${DOOR_PATH}?a=1&a=`,
        rawBody: encodeForm(form),
        unknownParams: ["New"],
        queryParams: [
          ["a", "1"],
          ["a", ""],
        ],
        isCut: false,
      },
    });
    expect(second).toMatchObject({
      id: "e1-1",
      verdict: "repeated",
      receivedAt: instantFromUs(startUs + 10),
    });
  });

  test("that was refused unheard is looked into when somebody looks, once", async () => {
    const id = await refuse();
    await database.query("UPDATE refused_callbacks SET diagnosis = NULL, finding = ''");
    const finding = `Valid for ${BASE_URL}${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}`;
    expect((await get(id, wrong)).refusal?.finding).toBe(finding);
    expect((await get(id)).refusal).toMatchObject({ finding, isValidNow: true });
  });

  test("that claims to be about a message shows it, and who it says it is for", async () => {
    const sid = freshSid();
    await rightDoor.receive(callbackRequest({ form: about(sid, "sent") }));
    const ofKnown = await get(await refuse({ form: about(sid, "delivered") }));
    expect(ofKnown).toMatchObject({ messageSid: sid, status: "delivered", to: "+14155550137" });
    expect(ofKnown.message).toMatchObject({ sid, status: "sent" });
    const form = about(freshSid(), "delivered", { To: "+353871234567" });
    const ofStranger = await get(await refuse({ form }));
    expect(ofStranger).toMatchObject({ message: null, messageId: null, to: "+353871234567" });
  });

  test("that is no form has no parameters, and its bytes are shown all the same", async () => {
    const id = await refuse({ body: '{"a":1}', contentType: "application/json" });
    expect((await get(id)).request).toMatchObject({ params: [], rawBody: '{"a":1}' });
  });
});

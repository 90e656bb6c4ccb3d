import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messageFiltersSchema } from "@/lib/contracts/message-list";
import type { PrivacySettings } from "@/lib/contracts/privacy";
import type { Viewer } from "@/lib/domain/viewer";
import { applyRetention, applyRetentionNow } from "@/lib/services/apply-retention";
import { getMessage } from "@/lib/services/get-message";
import { listAudit } from "@/lib/services/list-audit";
import { listMessages } from "@/lib/services/list-messages";
import { changePrivacySettings, getPrivacySettings } from "@/lib/services/privacy-settings";
import { resendMessage } from "@/lib/services/resend-message";
import { createStatusCallbackDoor } from "@/lib/services/status-callback-door";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import { type Simulator, startSimulator } from "@/simulator/server";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  callbackForm,
  callbackRequest,
  doorEnvironment,
  insertMessage,
  STRANGER_TOKEN,
} from "./callback-door-fixture";

const admin: Viewer = { id: "a", name: "Ada", role: "admin" };
const NUMBER = "4155550137";
const TEXT = "482 913";
const KEPT: PrivacySettings = {
  masksNumbers: false,
  masksBodies: false,
  bodyDays: null,
  numberDays: null,
  callbackDays: null,
  refusedDays: null,
  redactsAtTwilio: false,
};
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

let simulator: Simulator;
let database: TestDatabase;
let messageId: string;
let sid: string;

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 0.001 });
});
afterAll(() => simulator.close());

const clientOf = () =>
  createTwilioClient({
    accountSid: simulator.accountSid,
    authToken: simulator.authToken,
    apiBaseUrl: simulator.url,
  });

beforeEach(async () => {
  database = await createTestDatabase();
  messageId = await insertMessage(database.db);
  const sent = await clientOf().messages.create({
    to: `+1${NUMBER}`,
    from: "+15005550006",
    body: TEXT,
  });
  sid = sent.sid;
  const door = createStatusCallbackDoor(database.db, doorEnvironment);
  const query = `?message=${messageId}`;
  const form = callbackForm({ MessageSid: sid, MessageStatus: "delivered", Body: TEXT, Own: "1" });
  await door.receive(callbackRequest({ form, query }));
  await door.receive(callbackRequest({ form, query, signedWith: STRANGER_TOKEN }));
  return () => database.drop();
});

const choose = (settings: Partial<PrivacySettings>) =>
  changePrivacySettings(admin, { ...KEPT, ...settings }, database.db);
const run = (now: Date) =>
  applyRetention({ db: database.db, client: clientOf(), now, restSeconds: 0 });
const detail = () => getMessage(admin, messageId, { db: database.db });

/** Every row of every table that holds something of a message, as text. */
async function everythingKept(): Promise<string> {
  const tables = ["messages", "message_search", "status_events", "refused_callbacks"];
  const rows = await Promise.all(
    [...tables, "unknown_names", "send_batch_rows"].map((table) =>
      database.query(
        `SELECT to_jsonb(t)::text AS row, ${
          ["status_events", "refused_callbacks"].includes(table)
            ? "convert_from(coalesce(raw_body, ''), 'UTF8')"
            : "''"
        } AS raw FROM ${table} t`,
      ),
    ),
  );
  return JSON.stringify(rows);
}

describe("retention", () => {
  test("removes nothing that the team keeps, and nothing before its time", async () => {
    await choose({});
    expect(await run(inDays(4_000))).toEqual({
      bodies: 0,
      numbers: 0,
      callbacks: 0,
      refused: 0,
      atTwilio: 0,
    });
    await choose({ bodyDays: 30, numberDays: 30, callbackDays: 30, refusedDays: 30 });
    await run(inDays(29));
    expect(await detail()).toMatchObject({ to: `+1${NUMBER}`, body: `Your code is ${TEXT}` });
    expect((await detail()).events[0]?.rawBody).toContain("482");
  });

  test("of texts takes them from the message, its search and its callbacks, and says when", async () => {
    await choose({ bodyDays: 30 });
    expect(await run(inDays(31))).toMatchObject({ bodies: 1, numbers: 0, callbacks: 0 });
    const message = await detail();
    expect(message).toMatchObject({ body: null, to: `+1${NUMBER}`, status: "delivered" });
    expect(message.bodyRedactedAt).not.toBeNull();
    expect(message.events[0]).toMatchObject({ status: "delivered", rawBody: null });
    expect(message.events[0]?.redactedAt).not.toBeNull();
    expect(message.events[0]?.params).toContainEqual(["Body", ""]);
    const found = await listMessages(
      admin,
      messageFiltersSchema.parse({ range: "all", q: "code" }),
      { db: database.db },
    );
    expect(found.items).toEqual([]);
    await expect(
      resendMessage(admin, { messageId, sendKey: "once" }, { db: database.db }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("of numbers takes them from the message and its callbacks, and keeps the country", async () => {
    await choose({ numberDays: 30, refusedDays: 30 });
    expect(await run(inDays(31))).toMatchObject({ bodies: 0, numbers: 1, refused: 1 });
    const message = await detail();
    expect(message).toMatchObject({ to: null, toCountry: "US", body: `Your code is ${TEXT}` });
    expect(message.numbersRedactedAt).not.toBeNull();
    expect(await everythingKept()).not.toContain(NUMBER);
  });

  test("of raw callbacks keeps what they said of the status, and when", async () => {
    const before = await detail();
    await choose({ callbackDays: 30 });
    expect(await run(inDays(31))).toMatchObject({ callbacks: 1, bodies: 0 });
    const after = await detail();
    expect(after).toMatchObject({ status: "delivered", to: `+1${NUMBER}` });
    expect(after.events[0]).toMatchObject({
      receivedAt: before.events[0]?.receivedAt,
      params: [],
      headers: [],
      rawBody: null,
    });
    expect((await database.query("SELECT example FROM unknown_names"))[0]).toEqual({ example: "" });
  });

  test("of everything leaves neither number nor text in any table", async () => {
    await choose({ bodyDays: 1, numberDays: 1, callbackDays: 1, refusedDays: 1 });
    await run(inDays(2));
    const kept = await everythingKept();
    expect(kept).not.toContain(NUMBER);
    expect(kept).not.toContain(TEXT);
    expect(kept).not.toContain("482");
  });

  test("redacts at Twilio too when asked, and tries again where Twilio did not", async () => {
    await choose({ bodyDays: 30, redactsAtTwilio: true });
    const nowhere = createTwilioClient({
      accountSid: simulator.accountSid,
      authToken: "wrong",
      apiBaseUrl: simulator.url,
    });
    const now = inDays(31);
    const first = await applyRetention({ db: database.db, client: nowhere, now, restSeconds: 0 });
    expect(first).toMatchObject({ bodies: 1, atTwilio: 0 });
    expect((await clientOf().messages(sid).fetch()).body).toBe(TEXT);
    expect(await getPrivacySettings(admin, database.db)).toMatchObject({ waitingAtTwilio: 1 });
    expect(await run(now)).toMatchObject({ atTwilio: 0 });
    expect(await run(inDays(32))).toMatchObject({ atTwilio: 1 });
    expect((await clientOf().messages(sid).fetch()).body).toBe("");
    expect(await getPrivacySettings(admin, database.db)).toMatchObject({ waitingAtTwilio: 0 });
  });

  test("goes through more than one step, and finds what came in later", async () => {
    await database.query(
      `INSERT INTO messages (id, origin, submission, channel, to_address, to_digits, body, callback_mode, created_at)
       SELECT 'msg_' || lpad(n::text, 26, '0'), 'dashboard', 'pending', 'sms', '+1' || $1, '1' || $1, 'x', 'message', now()
       FROM generate_series(1, 2500) AS n`,
      [NUMBER],
    );
    await choose({ bodyDays: 30 });
    expect(await run(inDays(31))).toMatchObject({ bodies: 2_501 });
    await insertMessage(database.db);
    await database.query("UPDATE team_privacy SET progress_since = now() - interval '2 days'");
    expect(await run(inDays(31))).toMatchObject({ bodies: 1 });
  });

  test("is carried out by one process at a time, once an hour, and at once by who may", async () => {
    await choose({ bodyDays: 30 });
    const now = inDays(31);
    const both = await Promise.all([
      applyRetention({ db: database.db, now }),
      applyRetention({ db: database.connect(), now }),
    ]);
    expect(both.filter((counts) => counts === null)).toHaveLength(1);
    expect(await applyRetention({ db: database.db, now })).toBeNull();
    expect(await applyRetentionNow(admin, { db: database.db, now })).toMatchObject({ bodies: 0 });
    const viewer: Viewer = { ...admin, role: "sender" };
    await expect(applyRetentionNow(viewer, { db: database.db })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("is written in the audit with what it removed, and on the settings page", async () => {
    await choose({ bodyDays: 30 });
    await run(inDays(31));
    const { entries } = await listAudit(admin, {}, database.db);
    expect(entries[0]).toMatchObject({
      action: "retention.carried_out",
      actor: "Milepost",
      details: { bodies: 1 },
    });
    const page = await getPrivacySettings(admin, database.db);
    expect(page).toMatchObject({ bodyDays: 30, lastRun: { bodies: 1 } });
    expect(page.lastRunAt).not.toBeNull();
  });
});

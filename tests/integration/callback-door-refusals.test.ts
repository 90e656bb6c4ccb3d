import { getExpectedBodyHash } from "twilio/lib/webhooks/webhooks.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trimRefusedCallbacks } from "@/lib/db/refused-callbacks";
import { instantFromUs } from "@/lib/domain/instant";
import { DOOR_LIMITS } from "@/lib/services/door-limits";
import { nowUs } from "@/lib/services/process-clock";
import { createQuarantine, QUARANTINE_LIMITS } from "@/lib/services/quarantine-callback";
import {
  callbackTrustOf,
  createStatusCallbackDoor,
  type DoorEnvironment,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  ACCOUNT,
  BASE_URL,
  callbackForm,
  callbackRequest,
  type Delivery,
  DOOR_PATH,
  doorEnvironment,
  encodeForm,
  type Form,
  STRANGER,
  STRANGER_TOKEN,
  SUBACCOUNT,
  sign,
  TOKEN,
} from "./callback-door-fixture";

let database: TestDatabase;
let door: StatusCallbackDoor;
beforeAll(async () => {
  database = await createTestDatabase();
  door = createStatusCallbackDoor(database.db, doorEnvironment);
});
afterAll(() => database.drop());

type RefusedRow = {
  id: string;
  reason: string;
  http_status: number;
  finding: string;
  diagnosis: { found: boolean; setting?: { name: string; value?: string } } | null;
  target: string;
  headers: [string, string][];
  raw_body: Buffer;
  body_bytes: number;
  claimed_sid: string | null;
  claimed_account_sid: string | null;
  claimed_status: string | null;
  remote_address: string | null;
  received_at: Date;
};

/** What a delivery leaves: its answer, its row in quarantine, and the number of events in all. */
async function refused(delivery: Delivery, at: StatusCallbackDoor = door) {
  const { status } = await at.receive(callbackRequest(delivery));
  await at.idle();
  const [row] = await database.query<RefusedRow>(
    "SELECT * FROM refused_callbacks ORDER BY id DESC LIMIT 1",
  );
  const [events] = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM status_events",
  );
  return { status, row, eventCount: events?.count };
}

function doorWith(changes: Partial<DoorEnvironment>): StatusCallbackDoor {
  return createStatusCallbackDoor(database.db, { ...doorEnvironment, ...changes });
}

const noKeys: Partial<DoorEnvironment> = {
  TWILIO_AUTH_TOKEN: undefined,
  TWILIO_AUTH_TOKEN_PREVIOUS: undefined,
  TWILIO_SUBACCOUNTS: {},
};

describe("a callback that cannot be verified is answered 403, recorded nowhere and kept:", () => {
  const cases: [string, Delivery, Partial<DoorEnvironment>, string, string][] = [
    [
      "a wrong signature",
      { signedWith: STRANGER_TOKEN },
      {},
      "signature_invalid",
      "No key that we know and no address that we tried makes this valid: it was forged, or signed with a token that is not configured",
    ],
    [
      "a missing signature",
      { signature: null },
      {},
      "signature_missing",
      "No signature header: this did not come from Twilio, or a proxy removed X-Twilio-Signature",
    ],
    [
      "a signature that is none",
      { signature: "hello" },
      {},
      "signature_invalid",
      "X-Twilio-Signature is no base64 of an HMAC-SHA1 (28 characters): this did not come from Twilio, or a proxy changed the header",
    ],
    [
      "no configured token",
      {},
      noKeys,
      "no_key_configured",
      "TWILIO_AUTH_TOKEN is empty, so nothing can be verified",
    ],
    [
      "a signature by an empty token while none is configured",
      { signedWith: "" },
      { ...noKeys, TWILIO_AUTH_TOKEN: "" },
      "no_key_configured",
      "TWILIO_AUTH_TOKEN is empty, so nothing can be verified",
    ],
    [
      "another account's SID, signed with our token",
      { form: callbackForm({ AccountSid: STRANGER }) },
      {},
      "account_unknown",
      "Signed with another account's token (primary): the body names account AC…9999, for which no token is configured",
    ],
    [
      "another account's SID, signed with its own token",
      { form: callbackForm({ AccountSid: STRANGER }), signedWith: STRANGER_TOKEN },
      {},
      "account_unknown",
      "The body names account AC…9999, for which no token is configured: list its token in TWILIO_SUBACCOUNTS, if the account is yours",
    ],
    [
      "a subaccount's SID, signed with the main account's token",
      { form: callbackForm({ AccountSid: SUBACCOUNT }) },
      {},
      "signature_invalid",
      "Signed with another account's token (primary)",
    ],
    [
      "no account at all",
      { form: callbackForm({ AccountSid: null }) },
      {},
      "account_unknown",
      "The body does not name one account (AccountSid), so no key can be chosen for it, although one fits (primary)",
    ],
    [
      "two accounts, of which one is ours",
      { form: [...callbackForm(), ["AccountSid", STRANGER]] },
      {},
      "account_unknown",
      "The body does not name one account (AccountSid), so no key can be chosen for it, although one fits (primary)",
    ],
    [
      "no public address",
      {},
      { PUBLIC_BASE_URL: undefined },
      "signature_invalid",
      `Valid for ${BASE_URL}${DOOR_PATH}: set PUBLIC_BASE_URL to ${BASE_URL}`,
    ],
  ];
  test.each(cases)("%s", async (_, delivery, changes, reason, finding) => {
    const before = await refused({ signature: null });
    const { status, row, eventCount } = await refused(delivery, doorWith(changes));
    expect(status).toBe(403);
    expect(row).toMatchObject({ reason, http_status: 403, finding });
    expect(row?.diagnosis).not.toBeNull();
    expect(eventCount).toBe(before.eventCount);
  });

  test("with everything that could make it valid later, and what it claims", async () => {
    const sid = freshSid();
    const form = callbackForm({ MessageSid: sid, MessageStatus: "sent" });
    const receivedAtUs = nowUs();
    const idempotencyToken = "3f1a2b4c-0000-4000-8000-000000000001";
    const signature = sign(`https://other.example.com${DOOR_PATH}?a=1`, form);
    const { row } = await refused({
      form,
      query: "?a=1",
      signature,
      idempotencyToken,
      receivedAtUs,
    });
    expect(row).toMatchObject({
      target: `${DOOR_PATH}?a=1`,
      claimed_sid: sid,
      claimed_account_sid: ACCOUNT,
      claimed_status: "sent",
      remote_address: "203.0.113.7",
      received_at: new Date(receivedAtUs / 1000),
    });
    expect(row?.raw_body.toString()).toBe(encodeForm(form));
    expect(row?.body_bytes).toBe(encodeForm(form).length);
    expect(row?.headers).toContainEqual(["x-twilio-signature", signature]);
    expect(row?.headers).toContainEqual(["i-twilio-idempotency-token", idempotencyToken]);
    const [instant] = await database.query<{ at: string }>(
      `SELECT to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
       FROM refused_callbacks WHERE id = $1`,
      [row?.id],
    );
    expect(instant?.at).toBe(instantFromUs(receivedAtUs));
  });

  test("without a secret, a cookie or an authorization in what is kept", async () => {
    const { row } = await refused({
      signature: null,
      headers: [
        ["Authorization", "Basic c2VjcmV0"],
        ["Cookie", "session=secret"],
      ],
    });
    const text = JSON.stringify(row);
    expect(text).not.toMatch(/basic|cookie|session/i);
    expect(text).not.toContain(TOKEN);
  });

  test("claims nothing that is not of the right form", async () => {
    const { row } = await refused({
      form: callbackForm({
        MessageSid: "<b>",
        MessageStatus: "a b",
        SmsStatus: "'",
        AccountSid: "AC1",
      }),
    });
    expect(row).toMatchObject({
      claimed_sid: null,
      claimed_account_sid: null,
      claimed_status: null,
    });
  });

  test("also with bytes that no database takes", async () => {
    const { status, row } = await refused({
      form: [...callbackForm(), ["A\u0000", "\u0000"]],
      signedWith: STRANGER_TOKEN,
      headers: [["X-Forwarded-Host", "\ud83d"]],
    });
    expect(status).toBe(403);
    expect(row?.raw_body.toString()).toContain("A%00=%00");
    expect(row?.headers).toContainEqual(["x-forwarded-host", "\ufffd"]);
  });
});

describe("what is signed but no status callback is named and answered with its own code:", () => {
  const inbound = (changes: Record<string, string | null> = {}): Form =>
    callbackForm({
      MessageStatus: null,
      SmsStatus: "received",
      SmsMessageSid: freshSid(),
      NumMedia: "0",
      Body: "Hi",
      ...changes,
    });
  const jsonHash = (text: string) => `?bodySHA256=${getExpectedBodyHash(text)}`;
  const cloudEvent = '[{"specversion":"1.0","type":"com.twilio.messaging.message.sent"}]';
  const json = '{"a":1}';
  const cases: [string, Delivery, number, string, RegExp][] = [
    [
      "an incoming message of a number",
      { form: inbound() },
      400,
      "inbound_message",
      /^This is an incoming message.*the phone number's “A message comes in” points here/,
    ],
    [
      "an incoming message of a Messaging Service",
      { form: inbound({ MessagingServiceSid: `MG${"3".repeat(32)}` }) },
      400,
      "inbound_message",
      /the Messaging Service's Integration › Incoming Messages points here/,
    ],
    [
      "an incoming message of WhatsApp",
      { form: inbound({ From: "whatsapp:+14155550137", To: "whatsapp:+14155238886" }) },
      400,
      "inbound_message",
      /the sender's webhook URL for incoming messages points here/,
    ],
    [
      "a voice callback",
      {
        form: [
          ["CallSid", `CA${"4".repeat(32)}`],
          ["CallStatus", "completed"],
          ["AccountSid", ACCOUNT],
        ],
      },
      400,
      "voice_callback",
      /^This is a voice callback.*“A call comes in”/,
    ],
    [
      "a callback without a message",
      { form: callbackForm({ MessageSid: null, SmsSid: null }) },
      400,
      "not_a_status_callback",
      /^MessageSid is missing/,
    ],
    [
      "a callback with a SID that is none",
      { form: callbackForm({ MessageSid: "SM1" }) },
      400,
      "not_a_status_callback",
      /^MessageSid is malformed/,
    ],
    [
      "a callback without a status",
      { form: callbackForm({ MessageStatus: null, SmsStatus: null }) },
      400,
      "not_a_status_callback",
      /^MessageStatus is missing/,
    ],
    [
      "a callback about two messages",
      { form: [...callbackForm(), ["MessageSid", freshSid()]] },
      400,
      "ambiguous_parameters",
      /^MessageSid is there with different values/,
    ],
    [
      "an empty body",
      { form: [], contentType: "application/x-www-form-urlencoded" },
      400,
      "empty_body",
      /^The body is empty: a redirect or a proxy dropped it/,
    ],
    [
      "JSON signed through bodySHA256",
      { body: json, form: [], query: jsonHash(json), contentType: "application/json" },
      415,
      "json_body",
      /^The body is JSON, signed through bodySHA256/,
    ],
    [
      "an Event Streams event",
      { body: cloudEvent, form: [], query: jsonHash(cloudEvent), contentType: "application/json" },
      415,
      "json_body",
      /^This is an Event Streams event/,
    ],
    [
      "a form that a gateway turned into JSON",
      { body: JSON.stringify(Object.fromEntries(callbackForm())), contentType: "application/json" },
      415,
      "json_body",
      /a gateway turned it into JSON/,
    ],
    [
      "a multipart form",
      { body: "--x\r\n", contentType: "multipart/form-data; boundary=x" },
      415,
      "not_form_encoded",
      /^The body is not application\/x-www-form-urlencoded/,
    ],
    [
      "more parameters than a callback could have",
      { body: "a=1&".repeat(501) },
      413,
      "too_many_parameters",
      /^The form has more than 500 parameters/,
    ],
    [
      "a parameter's name without end",
      { body: `${"a".repeat(300)}=1` },
      400,
      "parameter_name_too_long",
      /^A parameter's name has 300 characters/,
    ],
    [
      "a body beyond every callback",
      { body: "a".repeat(DOOR_LIMITS.maxBodyBytes + 1) },
      413,
      "too_large",
      /^The body has 65537 bytes/,
    ],
  ];
  test.each(cases)("%s", async (_, delivery, httpStatus, reason, finding) => {
    const before = await refused({ signature: null });
    const { status, row, eventCount } = await refused(delivery);
    expect(status).toBe(httpStatus);
    expect(row).toMatchObject({ reason, http_status: httpStatus, diagnosis: null });
    expect(row?.finding).toMatch(finding);
    expect(eventCount).toBe(before.eventCount);
  });
});

describe("quarantine is bounded", () => {
  const { keyring } = callbackTrustOf(doorEnvironment);
  const refusal = (delivery: Delivery = {}, remoteAddress = "203.0.113.7") => ({
    request: { ...callbackRequest({ signature: null, ...delivery }), remoteAddress },
    reason: "signature_missing" as const,
    sentence: "",
    isSigned: false,
    pairs: [],
  });

  test("in size: of a long body its beginning is kept, and how long it was", async () => {
    const body = "a".repeat(QUARANTINE_LIMITS.maxBodyBytes + 100);
    const { row } = await refused({ body, signature: null });
    expect(row?.raw_body).toHaveLength(QUARANTINE_LIMITS.maxBodyBytes);
    expect(row?.body_bytes).toBe(body.length);
  });

  test("in number: what was released goes first, then the oldest", async () => {
    const own = await createTestDatabase();
    const limits = { maxKept: 10, keptBurst: 1_000 };
    const first = createQuarantine({ db: own.db, keyring, publicBaseUrl: BASE_URL, limits });
    for (let count = 0; count < 10; count += 1) await first.keep(refusal());
    await first.idle();
    await own.query("UPDATE refused_callbacks SET released_at = now() WHERE id IN (4, 9)");
    const next = createQuarantine({ db: own.db, keyring, publicBaseUrl: BASE_URL, limits });
    for (let count = 0; count < 3; count += 1) await next.keep(refusal());
    await next.idle();
    const kept = await own.query<{ id: string }>("SELECT id FROM refused_callbacks ORDER BY id");
    expect(kept.map(({ id }) => Number(id))).toEqual([2, 3, 5, 6, 7, 8, 10, 11, 12, 13]);
    await own.drop();
  });

  test("in rate: above it a request is only answered, until a moment has passed", async () => {
    const own = await createTestDatabase();
    const limits = { keptPerSecond: 2, keptBurst: 10, diagnosedPerSecond: 2, diagnosedBurst: 4 };
    const quarantine = createQuarantine({ db: own.db, keyring, publicBaseUrl: BASE_URL, limits });
    const atUs = nowUs();
    const keepAt = (receivedAtUs: number) => quarantine.keep(refusal({ receivedAtUs }));
    await Promise.all(Array.from({ length: 20 }, () => keepAt(atUs)));
    await keepAt(atUs + 1_100_000);
    await keepAt(atUs + 1_200_000);
    const rows = await own.query<{ diagnosed: boolean }>(
      "SELECT diagnosis IS NOT NULL AS diagnosed FROM refused_callbacks ORDER BY received_at, id",
    );
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ diagnosed }) => diagnosed)).toHaveLength(3);
    await own.drop();
  });

  test("so that a flood pushes out nothing but itself, and never what a key of ours signed", async () => {
    const own = await createTestDatabase();
    const limits = { maxKept: 20, keptBurst: 1_000 };
    const quarantine = createQuarantine({ db: own.db, keyring, publicBaseUrl: BASE_URL, limits });
    const signedElsewhere = {
      ...refusal(),
      request: callbackRequest({ signedUrl: `http://hooks.example.com${DOOR_PATH}` }),
      reason: "signature_invalid" as const,
    };
    await quarantine.keep(signedElsewhere);
    await quarantine.keep({ ...refusal(), reason: "voice_callback" as const, isSigned: true });
    await quarantine.keep(refusal({}, "198.51.100.9"));
    await quarantine.keep({ ...refusal(), reason: "signature_invalid" as const });
    for (let count = 0; count < 40; count += 1) await quarantine.keep(refusal());
    await quarantine.idle();
    await trimRefusedCallbacks(own.db, 20);
    const kept = await own.query<{ id: string; is_signed: boolean }>(
      "SELECT id, is_signed FROM refused_callbacks ORDER BY id",
    );
    expect(kept).toHaveLength(20);
    expect(kept.slice(0, 4)).toEqual([
      { id: "1", is_signed: true },
      { id: "2", is_signed: true },
      { id: "3", is_signed: false },
      { id: "4", is_signed: false },
    ]);
    expect(kept.slice(4).map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 29),
    );
    await own.drop();
  });

  test("in shares: of one sender for one reason no more than half of the rate is kept", async () => {
    const own = await createTestDatabase();
    const limits = { keptPerSecond: 0.001, keptBurst: 40 };
    const quarantine = createQuarantine({ db: own.db, keyring, publicBaseUrl: BASE_URL, limits });
    const flood = Array.from({ length: 100 }, () => refusal());
    await Promise.all(flood.map((one) => quarantine.keep(one)));
    await quarantine.keep(refusal({}, "198.51.100.9"));
    await quarantine.keep({ ...refusal(), reason: "signature_invalid" as const });
    const rows = await own.query<{ reason: string; remote_address: string; count: number }>(
      `SELECT reason, remote_address, count(*)::int AS count FROM refused_callbacks
       GROUP BY 1, 2 ORDER BY count DESC, reason`,
    );
    expect(rows).toEqual([
      { reason: "signature_missing", remote_address: "203.0.113.7", count: 20 },
      { reason: "signature_invalid", remote_address: "203.0.113.7", count: 1 },
      { reason: "signature_missing", remote_address: "198.51.100.9", count: 1 },
    ]);
    await own.drop();
  });

  test("of what comes again and again the same, so that ten of it are kept", async () => {
    const own = await createTestDatabase();
    const quarantine = createQuarantine({ db: own.db, keyring, publicBaseUrl: BASE_URL });
    const same = refusal();
    await Promise.all(Array.from({ length: 200 }, () => quarantine.keep(same)));
    expect(await own.query("SELECT id FROM refused_callbacks")).toHaveLength(10);
    await own.drop();
  });

  test("in size of the body: of one above the limit its beginning is kept, and how long it was", async () => {
    const body = `MessageSid=${freshSid()}&${"a".repeat(DOOR_LIMITS.maxBodyBytes)}`;
    const request = { ...callbackRequest({ body, signature: null }), bodyBytes: 9_000_000_000 };
    const { status } = await door.receive(request);
    await door.idle();
    const [row] = await database.query<RefusedRow>(
      "SELECT * FROM refused_callbacks ORDER BY id DESC LIMIT 1",
    );
    expect(status).toBe(413);
    expect(row).toMatchObject({ reason: "too_large", body_bytes: 2_147_483_647 });
    expect(row?.raw_body).toEqual(Buffer.from(body).subarray(0, QUARANTINE_LIMITS.maxBodyBytes));
    expect(row?.finding).toBe("The body has 9000000000 bytes; a status callback has a few hundred");
  });

  test("and answers alike when it cannot keep anything", async () => {
    const own = await createTestDatabase();
    const broken = createStatusCallbackDoor(own.db, doorEnvironment);
    await own.query("ALTER TABLE refused_callbacks RENAME TO elsewhere");
    expect((await broken.receive(callbackRequest({ signature: null }))).status).toBe(403);
    await own.drop();
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { adoptOrphan } from "@/lib/services/adopt-orphan";
import {
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { createTwilioClients, type TwilioClients } from "@/lib/services/twilio-client";
import { createTwilioClient, type TwilioClient } from "@/lib/twilio/rest-client";
import { type Simulator, startSimulator } from "../../simulator/server";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { BASE_URL, callbackForm, callbackRequest } from "./callback-door-fixture";

const LISTED = `AC${"a".repeat(32)}`;
const UNLISTED = `AC${"b".repeat(32)}`;
/** What callbacks are verified with; Twilio is asked with less. */
const subaccounts = {
  [LISTED]: [`token of ${LISTED}`],
  [UNLISTED]: [`token of ${UNLISTED}`],
};

let database: TestDatabase;
let simulator: Simulator;
let door: StatusCallbackDoor;
let client: TwilioClient;
let clients: TwilioClients;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator({
    timeScale: 0.001,
    subaccounts: [LISTED, UNLISTED].map((sid) => ({
      sid,
      authToken: `token of ${sid}`,
      phoneNumbers: [{ phoneNumber: "+15005550006" }],
    })),
  });
  const { accountSid, authToken, url } = simulator;
  door = createStatusCallbackDoor(database.db, {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_AUTH_TOKEN_PREVIOUS: undefined,
    TWILIO_SUBACCOUNTS: subaccounts,
    PUBLIC_BASE_URL: BASE_URL,
  });
  client = createTwilioClient({ accountSid, authToken, apiBaseUrl: url });
  clients = createTwilioClients({
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_KEY_SID: undefined,
    TWILIO_API_KEY_SECRET: undefined,
    TWILIO_API_BASE_URL: url,
    TWILIO_SUBACCOUNTS: { [LISTED]: [`token of ${LISTED}`] },
  });
});
afterAll(async () => {
  await simulator.close();
  await database.drop();
});

const viewerWith = (role: Role): Viewer => ({ id: role, name: role, role });
const adopt = (messageId: string, role: Role = "admin") =>
  adoptOrphan(viewerWith(role), messageId, { db: database.db, clients });

/** A callback about a message that was not sent from here; answers our id of it. */
async function orphan(sid: string, accountSid = simulator.accountSid): Promise<string> {
  const form = callbackForm({
    MessageSid: sid,
    MessageStatus: "sent",
    AccountSid: accountSid,
    To: null,
    From: null,
  });
  const signedWith = subaccounts[accountSid]?.[0] ?? simulator.authToken;
  const request = callbackRequest({ form, signedWith });
  const { recorded } = await door.receive(request);
  await door.idle();
  return recorded?.messageId ?? "";
}

describe("an orphan that is adopted", () => {
  test("gets its details from Twilio, and one more event for what Twilio says of its status", async () => {
    const sent = await client.messages.create({
      to: "+14155550100",
      from: "+15005550006",
      body: "Mind the heliotrope",
    });
    const id = await orphan(sent.sid);
    expect(await adopt(id)).toEqual({ messageId: id });
    const [message] = await database.query("SELECT * FROM messages WHERE id = $1", [id]);
    expect(message).toMatchObject({
      origin: "adopted",
      sid: sent.sid,
      to_address: "+14155550100",
      to_digits: "14155550100",
      to_country: "US",
      from_address: sent.from,
      body: "Mind the heliotrope",
      num_segments: 1,
    });
    const events = await database.query<{ source: string }>(
      "SELECT source FROM status_events WHERE message_id = $1 ORDER BY seq",
      [id],
    );
    expect(events).toEqual([{ source: "callback" }, { source: "api" }]);
    const found = await database.query(
      "SELECT message_id FROM message_search WHERE document @@ plainto_tsquery('simple', 'heliotrope')",
    );
    expect(found).toEqual([{ message_id: id }]);
  });

  test.each([
    ["by its own token", LISTED],
    ["by the main account's, where its own is not configured", UNLISTED],
  ])("of a subaccount is asked for in that account, %s", async (_, accountSid) => {
    const authToken = `token of ${accountSid}`;
    const own = createTwilioClient({ accountSid, authToken, apiBaseUrl: simulator.url });
    const sent = await own.messages.create({
      to: "+14155550100",
      from: "+15005550006",
      body: "From a subaccount",
    });
    const id = await orphan(sent.sid, accountSid);
    expect(await adopt(id)).toEqual({ messageId: id });
    expect(
      await database.query("SELECT account_sid, body FROM messages WHERE id = $1", [id]),
    ).toEqual([{ account_sid: accountSid, body: "From a subaccount" }]);
  });

  test("is one no more: a second time says so", async () => {
    const sent = await client.messages.create({
      to: "+14155550100",
      from: "+15005550006",
      body: "x",
    });
    const id = await orphan(sent.sid);
    await adopt(id);
    await expect(adopt(id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("an orphan stays one", () => {
  test("when Twilio does not know its message", async () => {
    const id = await orphan(freshSid());
    await expect(adopt(id)).rejects.toMatchObject({
      code: "not_found",
      message:
        "Twilio does not know this message: it was deleted there, or it is another account's.",
    });
    const [row] = await database.query("SELECT origin FROM messages WHERE id = $1", [id]);
    expect(row).toEqual({ origin: "orphan" });
  });

  test("when Twilio does not answer", async () => {
    const { accountSid, authToken } = simulator;
    const nowhere = createTwilioClient({ accountSid, authToken, apiBaseUrl: "http://127.0.0.1:1" });
    const id = await orphan(freshSid());
    await expect(
      adoptOrphan(viewerWith("admin"), id, { db: database.db, clients: () => nowhere }),
    ).rejects.toMatchObject({ code: "upstream_failed" });
  });

  test("when the one who asks may only read or send", async () => {
    const id = await orphan(freshSid());
    for (const role of ["viewer", "sender"] as const) {
      await expect(adopt(id, role)).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

test("a message that is not there cannot be adopted", async () => {
  await expect(adopt(`msg_${"0".repeat(26)}`)).rejects.toMatchObject({ code: "not_found" });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/twilio/message-status/route";
import {
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  BASE_URL,
  callbackForm,
  callbackRequest,
  type Delivery,
  doorEnvironment,
} from "./callback-door-fixture";

let database: TestDatabase;
let door: StatusCallbackDoor;
beforeAll(async () => {
  database = await createTestDatabase();
  door = createStatusCallbackDoor(database.db, doorEnvironment);
  // The route handler answers through the process's own door.
  Object.assign(globalThis, { milepostDoor: door });
});
afterAll(() => database.drop());

/** A request as Next.js hands it to the route handler: at this server's own address. */
function toWebRequest(delivery: Delivery): Request {
  const { rawTarget, headers, rawBody } = callbackRequest(delivery);
  return new Request(`http://localhost:3000${rawTarget}`, {
    method: "POST",
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body: Buffer.from(rawBody),
  });
}

describe("the route handler verifies over the query as it came:", () => {
  test.each([
    ["none", ""],
    ["several parameters", "?message=1&tag=a"],
    ["%20", "?note=two%20words"],
    ["+", "?note=two+words"],
    ["lower-case escapes", "?to=%2b1&note=%e2%82%ac"],
    ["an apostrophe", "?name=O'Brien"],
    ["an escaped apostrophe", "?name=O%27Brien"],
    ["repeated keys, in their order", "?b=2&a=1&b=1"],
    ["blank values and names", "?a&b=&=c&&"],
    ["a question mark alone", "?"],
  ])("%s", async (_, query) => {
    const sid = freshSid();
    const form = callbackForm({ MessageSid: sid });
    expect((await POST(toWebRequest({ form, query }))).status).toBe(200);
    const events = await database.query(
      "SELECT 1 FROM status_events e JOIN messages m ON m.id = e.message_id WHERE m.sid = $1",
      [sid],
    );
    expect(events).toHaveLength(1);
  });

  test("and refuses it when another was signed", async () => {
    const signedUrl = `${BASE_URL}/api/webhooks/twilio/message-status?a=1`;
    expect((await POST(toWebRequest({ query: "?a=2", signedUrl }))).status).toBe(403);
  });
});

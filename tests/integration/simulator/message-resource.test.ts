import { describe, expect, test } from "vitest";
import {
  authorization,
  contentTemplate,
  delivered,
  openAll,
  openSimulator,
  phoneNumber,
  service,
  twilioClient,
  whatsAppSender,
} from "./simulator-fixture";

const messageFields = [
  "account_sid",
  "api_version",
  "body",
  "date_created",
  "date_sent",
  "date_updated",
  "direction",
  "error_code",
  "error_message",
  "from",
  "messaging_service_sid",
  "num_media",
  "num_segments",
  "price",
  "price_unit",
  "sid",
  "status",
  "subresource_uris",
  "to",
  "uri",
];
const rfc2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/;

async function rawCreate(parameters: Record<string, string>) {
  const simulator = await openSimulator();
  const response = await fetch(
    `${simulator.url}/2010-04-01/Accounts/${simulator.accountSid}/Messages.json`,
    {
      method: "POST",
      headers: { authorization: authorization(simulator) },
      body: new URLSearchParams(parameters),
    },
  );
  return { simulator, response, json: (await response.json()) as Record<string, unknown> };
}

describe("create", () => {
  test("answers 201 with every field of the Message resource and no other", async () => {
    const { response, json, simulator } = await rawCreate({
      To: delivered,
      From: phoneNumber,
      Body: "Hello",
    });
    expect(response.status).toBe(201);
    expect(Object.keys(json).sort()).toEqual(messageFields);
    expect(json).toMatchObject({
      account_sid: simulator.accountSid,
      api_version: "2010-04-01",
      body: "Hello",
      date_created: expect.stringMatching(rfc2822),
      date_sent: null,
      date_updated: expect.stringMatching(rfc2822),
      direction: "outbound-api",
      error_code: null,
      error_message: null,
      from: phoneNumber,
      messaging_service_sid: null,
      num_media: "0",
      num_segments: "1",
      price: null,
      price_unit: "USD",
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: "queued",
      to: delivered,
      uri: `/2010-04-01/Accounts/${simulator.accountSid}/Messages/${json.sid}.json`,
      subresource_uris: {
        media: `/2010-04-01/Accounts/${simulator.accountSid}/Messages/${json.sid}/Media.json`,
      },
    });
  });

  test("carries Twilio's request headers", async () => {
    const { response } = await rawCreate({ To: delivered, From: phoneNumber, Body: "Hello" });
    expect(response.headers.get("twilio-request-id")).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(response.headers.get("twilio-concurrent-requests")).toBe("1");
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  test("with a Messaging Service is accepted, without sender and segments yet", async () => {
    const { json } = await rawCreate({
      To: delivered,
      MessagingServiceSid: service,
      Body: "Hello",
    });
    expect(json).toMatchObject({
      status: "accepted",
      from: null,
      num_segments: "0",
      messaging_service_sid: service,
    });
  });

  test("counts segments by encoding", async () => {
    const { client } = await openAll();
    const segments = async (body: string) =>
      (await client.messages.create({ to: delivered, from: phoneNumber, body })).numSegments;
    expect(await segments("a".repeat(160))).toBe("1");
    expect(await segments("a".repeat(161))).toBe("2");
    expect(await segments("ű".repeat(71))).toBe("2");
  });

  test("with media makes an MM SID and media resources", async () => {
    const { client } = await openAll();
    const message = await client.messages.create({
      to: delivered,
      from: phoneNumber,
      mediaUrl: ["https://example.com/a.png", "https://example.com/b"],
    });
    expect(message.sid).toMatch(/^MM/);
    expect(message.numMedia).toBe("2");
    const media = await client.messages(message.sid).media.list();
    expect(media.map(({ contentType }) => contentType)).toEqual(["image/png", "image/jpeg"]);
    const [first] = media;
    const fetched = await client.messages(message.sid).media(String(first?.sid)).fetch();
    expect(fetched.parentSid).toBe(message.sid);
    await client.messages(message.sid).media(fetched.sid).remove();
    expect(await client.messages(message.sid).media.list()).toHaveLength(1);
  });

  test("fills a content template from its variables and their defaults", async () => {
    const { client } = await openAll();
    const message = await client.messages.create({
      to: "whatsapp:+14155550100",
      from: whatsAppSender,
      contentSid: contentTemplate,
      contentVariables: JSON.stringify({ "1": "Grace" }),
    });
    expect(message.body).toBe("Hi Grace, your order A-1001 is on its way.");
  });

  test("two messages with the same content are two messages", async () => {
    const { client } = await openAll();
    const create = () => client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
    const [a, b] = await Promise.all([create(), create()]);
    expect(a.sid).not.toBe(b.sid);
  });
});

describe("fetch", () => {
  test("shows the final status, the time sent, the price and the feedback address", async () => {
    const { client, simulator } = await openAll();
    const { sid } = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
    await simulator.settled();
    const message = await client.messages(sid).fetch();
    expect(message).toMatchObject({ status: "delivered", price: "-0.00750", priceUnit: "USD" });
    expect(message.dateSent).toBeInstanceOf(Date);
    expect(message.subresourceUris).toHaveProperty("feedback");
  });

  test("shows the error of a failed message", async () => {
    const { client, simulator } = await openAll();
    const { sid } = await client.messages.create({
      to: "+15005530007",
      from: phoneNumber,
      body: "Hi",
    });
    await simulator.settled();
    expect(await client.messages(sid).fetch()).toMatchObject({
      status: "undelivered",
      errorCode: 30007,
      errorMessage: "Message filtered",
    });
  });

  test("of an unknown SID is 20404", async () => {
    const { client } = await openAll();
    await expect(client.messages(`SM${"0".repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });
});

describe("list", () => {
  test("filters by To and From and follows every page", async () => {
    const { client, simulator } = await openAll();
    for (let index = 0; index < 5; index += 1) {
      await client.messages.create({ to: delivered, from: phoneNumber, body: `Hello ${index}` });
    }
    await client.messages.create({ to: "+14155550102", from: "+15005550006", body: "Other" });
    await simulator.settled();
    const toDelivered = await client.messages.list({ to: delivered, pageSize: 2 });
    expect(toDelivered).toHaveLength(5);
    expect(new Set(toDelivered.map(({ sid }) => sid)).size).toBe(5);
    expect(await client.messages.list({ from: "+15005550006" })).toHaveLength(1);
    expect(await client.messages.list({ limit: 3 })).toHaveLength(3);
  });

  test("filters by the day sent, and leaves out what was not sent", async () => {
    const { client, simulator } = await openAll();
    await client.messages.create({ to: delivered, from: phoneNumber, body: "Sent" });
    await client.messages.create({ to: "+14155550129", from: phoneNumber, body: "Stuck" });
    await simulator.settled();
    const day = 86_400_000;
    const today = new Date(Math.floor(Date.now() / day) * day);
    const yesterday = new Date(today.getTime() - day);
    const tomorrow = new Date(today.getTime() + day);
    expect(await client.messages.list()).toHaveLength(2);
    expect(await client.messages.list({ dateSentAfter: yesterday })).toHaveLength(1);
    expect(await client.messages.list({ dateSentBefore: yesterday })).toHaveLength(0);
    expect(
      await client.messages.list({ dateSentAfter: yesterday, dateSentBefore: tomorrow }),
    ).toHaveLength(1);
  });

  test("a date that is none is refused", async () => {
    const simulator = await openSimulator();
    const address = `${simulator.url}/2010-04-01/Accounts/${simulator.accountSid}/Messages.json`;
    const response = await fetch(`${address}?DateSent=yesterday`, {
      headers: { authorization: authorization(simulator) },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 20001, status: 400 });
  });
});

describe("update and delete", () => {
  test("an empty body redacts a finished message, and nothing else does", async () => {
    const { client, simulator } = await openAll();
    const { sid } = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
    await simulator.settled();
    await expect(client.messages(sid).update({ body: "Other" })).rejects.toMatchObject({
      code: 30400,
      status: 400,
    });
    await expect(
      client.messages(sid).update({ body: "", status: "canceled" }),
    ).rejects.toMatchObject({ code: 30400 });
    expect((await client.messages(sid).update({ body: "" })).body).toBe("");
    expect((await client.messages(sid).fetch()).body).toBe("");
  });

  test("a sent message cannot be canceled", async () => {
    const { client, simulator } = await openAll();
    const { sid } = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
    await simulator.settled();
    await expect(client.messages(sid).update({ status: "canceled" })).rejects.toMatchObject({
      code: 30409,
    });
  });

  test("an unfinished message cannot be deleted, a finished one can, and then it is gone", async () => {
    const { client, simulator } = await openAll();
    const stuck = await client.messages.create({
      to: "+14155550129",
      from: phoneNumber,
      body: "Stuck",
    });
    await expect(client.messages(stuck.sid).remove()).rejects.toMatchObject({ code: 20009 });
    const { sid } = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
    await simulator.settled();
    expect(await client.messages(sid).remove()).toBe(true);
    await expect(client.messages(sid).fetch()).rejects.toMatchObject({ code: 20404 });
    expect(simulator.ledger().some((entry) => entry.sid === sid)).toBe(true);
  });

  test("feedback is taken", async () => {
    const { client } = await openAll();
    const { sid } = await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body: "Hi",
      provideFeedback: true,
    });
    const feedback = await client.messages(sid).feedback.create({ outcome: "unconfirmed" });
    expect(feedback).toMatchObject({ messageSid: sid, outcome: "unconfirmed" });
  });

  test("a body that is discarded and an address that is obfuscated do not come back", async () => {
    const { client, simulator } = await openAll();
    const { sid } = await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body: "Secret",
      contentRetention: "discard",
      addressRetention: "obfuscate",
    });
    await simulator.settled();
    expect(await client.messages(sid).fetch()).toMatchObject({ body: "", to: "+1415555XXXX" });
  });
});

test("a trial account marks its bodies and sends to verified numbers only", async () => {
  const simulator = await openSimulator({ trial: true, verifiedNumbers: [delivered] });
  const client = twilioClient(simulator);
  const message = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hi" });
  expect(message.body).toBe("Sent from your Twilio trial account - Hi");
  await expect(
    client.messages.create({ to: "+14155550101", from: phoneNumber, body: "Hi" }),
  ).rejects.toMatchObject({ code: 21608 });
});

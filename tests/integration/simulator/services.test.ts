import { describe, expect, test } from "vitest";
import {
  authorization,
  openAll,
  openSimulator,
  phoneNumber,
  rcsSender,
  service,
  twilioClient,
  whatsAppSender,
} from "./simulator-fixture";

async function keysOf(path: string): Promise<string[]> {
  const simulator = await openSimulator();
  const response = await fetch(simulator.url + path.replace("{account}", simulator.accountSid), {
    headers: { authorization: authorization(simulator) },
  });
  const page = (await response.json()) as Record<string, unknown>;
  const list = Object.values(page).find(Array.isArray) ?? [page];
  return Object.keys(list[0]).sort();
}

describe("Messaging Services", () => {
  test("have every field of the Service resource and no other", async () => {
    expect(await keysOf(`/v1/Services/${service}`)).toEqual([
      "account_sid",
      "area_code_geomatch",
      "date_created",
      "date_updated",
      "fallback_method",
      "fallback_to_long_code",
      "fallback_url",
      "friendly_name",
      "inbound_method",
      "inbound_request_url",
      "links",
      "mms_converter",
      "scan_message_content",
      "sid",
      "smart_encoding",
      "status_callback",
      "sticky_sender",
      "synchronous_validation",
      "url",
      "us_app_to_person_registered",
      "use_inbound_webhook_on_number",
      "usecase",
      "validity_period",
    ]);
  });

  test("are listed page by page", async () => {
    const { client } = await openAll();
    const services = await client.messaging.v1.services.list({ pageSize: 1 });
    expect(services.map(({ friendlyName }) => friendlyName)).toEqual([
      "Notifications",
      "Marketing",
    ]);
    expect(services[0]?.dateCreated).toBeInstanceOf(Date);
  });

  test("are created, updated and removed", async () => {
    const { client } = await openAll();
    const { services } = client.messaging.v1;
    const created = await services.create({
      friendlyName: "Alerts",
      statusCallback: "https://example.com/status",
      validityPeriod: 600,
    });
    expect(created).toMatchObject({
      sid: expect.stringMatching(/^MG[0-9a-f]{32}$/),
      friendlyName: "Alerts",
      statusCallback: "https://example.com/status",
      validityPeriod: 600,
      stickySender: true,
    });
    const updated = await services(created.sid).update({ statusCallback: "", stickySender: false });
    expect(updated).toMatchObject({
      statusCallback: null,
      stickySender: false,
      validityPeriod: 600,
    });
    expect(await services(created.sid).remove()).toBe(true);
    await expect(services(created.sid).fetch()).rejects.toMatchObject({ code: 20404 });
  });

  test("refuse what is not valid", async () => {
    const { client } = await openAll();
    const { services } = client.messaging.v1;
    await expect(services(service).update({ validityPeriod: 0 })).rejects.toMatchObject({
      status: 400,
    });
    await expect(services(service).update({ statusCallback: "status" })).rejects.toMatchObject({
      status: 400,
    });
    await expect(services.create({ friendlyName: "" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("sender pools", () => {
  test("list phone numbers and channel senders apart", async () => {
    const { client } = await openAll();
    const pool = client.messaging.v1.services(service);
    expect((await pool.phoneNumbers.list()).map((number) => number.phoneNumber)).toEqual([
      "+15005550006",
      phoneNumber,
      "+18885550191",
    ]);
    expect(await pool.phoneNumbers.list({ limit: 1 })).toMatchObject([
      { serviceSid: service, countryCode: "US", capabilities: ["SMS", "MMS"] },
    ]);
    expect((await pool.channelSenders.list()).map(({ sender }) => sender)).toEqual([
      whatsAppSender,
      rcsSender,
    ]);
  });

  test("take in and give back a sender", async () => {
    const { client } = await openAll();
    const { sid } = await client.messaging.v1.services.create({ friendlyName: "Alerts" });
    const pool = client.messaging.v1.services(sid);
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber });
    const added = await pool.phoneNumbers.create({ phoneNumberSid: String(number?.sid) });
    expect(added.phoneNumber).toBe(phoneNumber);
    await expect(
      pool.phoneNumbers.create({ phoneNumberSid: String(number?.sid) }),
    ).rejects.toMatchObject({ code: 21710 });
    await pool.alphaSenders.create({ alphaSender: "MILEPOST" });
    expect(await pool.alphaSenders.list()).toMatchObject([{ alphaSender: "MILEPOST" }]);
    expect(await pool.phoneNumbers(added.sid).remove()).toBe(true);
    expect(await pool.phoneNumbers.list()).toEqual([]);
  });

  test("a service whose sender was removed cannot send", async () => {
    const { client } = await openAll();
    const { sid } = await client.messaging.v1.services.create({ friendlyName: "Alerts" });
    const send = () =>
      client.messages.create({ to: "+447700900123", messagingServiceSid: sid, body: "Hi" });
    await expect(send()).rejects.toMatchObject({ code: 21704 });
    await client.messaging.v1.services(sid).alphaSenders.create({ alphaSender: "MILEPOST" });
    expect((await send()).status).toBe("accepted");
  });
});

describe("phone numbers", () => {
  test("have every field of the IncomingPhoneNumber resource", async () => {
    expect(await keysOf("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json")).toEqual([
      "account_sid",
      "address_requirements",
      "address_sid",
      "api_version",
      "beta",
      "bundle_sid",
      "capabilities",
      "date_created",
      "date_updated",
      "emergency_address_sid",
      "emergency_address_status",
      "emergency_status",
      "friendly_name",
      "identity_sid",
      "origin",
      "phone_number",
      "sid",
      "sms_application_sid",
      "sms_fallback_method",
      "sms_fallback_url",
      "sms_method",
      "sms_url",
      "status",
      "status_callback",
      "status_callback_method",
      "trunk_sid",
      "type",
      "uri",
      "voice_application_sid",
      "voice_caller_id_lookup",
      "voice_fallback_method",
      "voice_fallback_url",
      "voice_method",
      "voice_receive_mode",
      "voice_url",
    ]);
  });

  test("are filtered by part of the number and by friendly name", async () => {
    const simulator = await openSimulator({
      phoneNumbers: [
        { phoneNumber, friendlyName: "Support" },
        "+18885550191",
        { phoneNumber: "894546", friendlyName: "Short" },
      ],
    });
    const { incomingPhoneNumbers } = twilioClient(simulator);
    const listed = async (filter: Parameters<typeof incomingPhoneNumbers.list>[0]) =>
      (await incomingPhoneNumbers.list(filter)).map((number) => number.phoneNumber);
    expect(await listed({})).toEqual([phoneNumber, "+18885550191"]);
    expect(await listed({ phoneNumber: "888555" })).toEqual(["+18885550191"]);
    expect(await listed({ phoneNumber: "+1415555019*" })).toEqual([phoneNumber]);
    expect(await listed({ friendlyName: "Support" })).toEqual([phoneNumber]);
  });
});

describe("content templates", () => {
  test("have every field of the Content resource and no other", async () => {
    expect(await keysOf("/v1/Content")).toEqual([
      "account_sid",
      "date_created",
      "date_updated",
      "friendly_name",
      "language",
      "links",
      "sid",
      "types",
      "url",
      "variables",
    ]);
  });

  test("are created, listed, fetched, sent with and removed", async () => {
    const { client, simulator } = await openAll();
    const response = await fetch(`${simulator.url}/v1/Content`, {
      method: "POST",
      headers: { authorization: authorization(simulator), "content-type": "application/json" },
      body: JSON.stringify({
        friendly_name: "pickup",
        language: "en",
        variables: { "1": "noon" },
        types: { "twilio/text": { body: "Ready at {{1}}" } },
      }),
    });
    expect(response.status).toBe(201);
    const { sid } = (await response.json()) as { sid: string };
    expect(sid).toMatch(/^HX[0-9a-f]{32}$/);
    expect(
      (await client.content.v1.contents.list()).map(({ friendlyName }) => friendlyName),
    ).toEqual(["pickup", "order_update"]);
    const content = await client.content.v1.contents(sid).fetch();
    expect(content.types).toEqual({ "twilio/text": { body: "Ready at {{1}}" } });
    const message = await client.messages.create({
      to: "+14155550100",
      from: phoneNumber,
      contentSid: sid,
    });
    expect(message.body).toBe("Ready at noon");
    expect(await client.content.v1.contents(sid).remove()).toBe(true);
    expect(await client.content.v1.contents.list()).toHaveLength(1);
  });

  test("without a language are refused", async () => {
    const simulator = await openSimulator();
    const response = await fetch(`${simulator.url}/v1/Content`, {
      method: "POST",
      headers: { authorization: authorization(simulator) },
      body: JSON.stringify({ types: { "twilio/text": { body: "Hi" } } }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 20001 });
  });
});

import { describe, expect, test } from "vitest";
import {
  apiKey,
  delivered,
  openAll,
  openReceiver,
  phoneNumber,
  rcsSender,
  service,
  serviceWithoutCallback,
  twilioClient,
  whatsAppSender,
} from "./simulator-fixture";

const body = "Hello";

describe("which callbacks come", () => {
  test("without a service: sent and delivered, the initial status never", async () => {
    const { client, simulator, receiver } = await openAll();
    const message = await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body,
      statusCallback: receiver.url,
    });
    expect(message.status).toBe("queued");
    expect(await simulator.settled()).toBe(true);
    expect(receiver.statuses()).toEqual(["sent", "delivered"]);
  });

  test("with a service: queued too, with the sender that was chosen", async () => {
    const { client, simulator, receiver } = await openAll();
    const message = await client.messages.create({
      to: delivered,
      messagingServiceSid: service,
      body,
      statusCallback: receiver.url,
    });
    expect(message.status).toBe("accepted");
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["queued", "sent", "delivered"]);
    const { from } = await client.messages(message.sid).fetch();
    expect(receiver.received.map(({ params }) => params.From)).toEqual([from, from, from]);
    expect(receiver.received[0]?.params.MessagingServiceSid).toBe(service);
  });

  test("WhatsApp: read with EventType READ", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: "whatsapp:+14155550103",
      from: whatsAppSender,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["sent", "delivered", "read"]);
    expect(receiver.received[2]?.params).toMatchObject({
      EventType: "READ",
      ChannelPrefix: "whatsapp",
      ChannelToAddress: "+1415555XXXX",
      From: whatsAppSender,
    });
  });

  test("RCS: a service with an RCS sender reaches an RCS handset by RCS", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: "+14155550132",
      messagingServiceSid: service,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["queued", "sent", "delivered", "read"]);
    expect(receiver.received.at(-1)?.params.From).toBe(rcsSender);
  });

  test("RCS fallback: From becomes a phone number and the channel parameters go", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: "+14155550131",
      messagingServiceSid: service,
      fallbackFrom: phoneNumber,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    expect(receiver.received.map(({ params }) => params.From)).toEqual([
      rcsSender,
      phoneNumber,
      phoneNumber,
    ]);
    expect(receiver.received[2]?.params).not.toHaveProperty("ChannelPrefix");
  });

  test("a failed channel message carries the channel's words", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: "whatsapp:+15006663016",
      from: whatsAppSender,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    expect(receiver.received.map(({ params }) => params)).toEqual([
      expect.objectContaining({
        MessageStatus: "failed",
        ErrorCode: "63016",
        ChannelStatusMessage: expect.stringMatching(/./),
        ChannelInstallSid: expect.stringMatching(/^XE[0-9a-f]{32}$/),
      }),
    ]);
  });

  test("no URL, no callback", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: delivered,
      messagingServiceSid: serviceWithoutCallback,
      body,
    });
    await simulator.settled();
    expect(receiver.received).toEqual([]);
    expect(simulator.ledger()[0]?.statuses.at(-1)?.status).toBe("delivered");
  });
});

describe("which URL wins", () => {
  test("the service's when the message has none, with all its callbacks", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messaging.v1.services(service).update({ statusCallback: receiver.url });
    await client.messages.create({ to: delivered, messagingServiceSid: service, body });
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["queued", "sent", "delivered"]);
  });

  test("the message's own, and the service's gets nothing", async () => {
    const { client, simulator, receiver } = await openAll();
    const own = await openReceiver(simulator.authToken);
    await client.messaging.v1.services(service).update({ statusCallback: receiver.url });
    await client.messages.create({
      to: delivered,
      messagingServiceSid: service,
      body,
      statusCallback: own.url,
    });
    await simulator.settled();
    expect(own.statuses()).toEqual(["queued", "sent", "delivered"]);
    expect(receiver.received).toEqual([]);
  });

  test("an application's when the message has none of its own", async () => {
    const application = "AP51a000000000000000000000000a0001";
    const receiver = await openReceiver("51a0000000000000000000000000b0b5");
    const { client, simulator } = await openAll({
      applications: [{ sid: application, messageStatusCallback: receiver.url }],
    });
    await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body,
      applicationSid: application,
    });
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["sent", "delivered"]);
  });

  test("an option sets the first service's URL at start", async () => {
    const receiver = await openReceiver("51a0000000000000000000000000b0b5");
    const { client, simulator } = await openAll({ serviceStatusCallback: receiver.url });
    await client.messages.create({ to: delivered, messagingServiceSid: service, body });
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["queued", "sent", "delivered"]);
  });
});

describe("the request", () => {
  test("has Twilio's headers, form and a valid signature", async () => {
    const { client, simulator, receiver } = await openAll();
    const message = await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    const [callback] = receiver.received;
    expect(callback?.hasValidSignature).toBe(true);
    expect(callback?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "content-length": String(Buffer.byteLength(callback?.rawBody ?? "")),
      accept: "*/*",
      "user-agent": "TwilioProxy/1.1",
      "x-home-region": "us1",
      "i-twilio-idempotency-token": expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-/),
    });
    expect(callback?.params).toEqual({
      MessageSid: message.sid,
      SmsSid: message.sid,
      MessageStatus: "sent",
      SmsStatus: "sent",
      AccountSid: simulator.accountSid,
      From: phoneNumber,
      To: delivered,
      ApiVersion: "2010-04-01",
    });
  });

  test("each event has its own idempotency token", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    const tokens = receiver.received.map(({ headers }) => headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(2);
  });

  test.each([
    [
      "the query goes out as written",
      "/status?a=x%2Fy&a=z&q='v'+%20",
      "/status?a=x%2Fy&a=z&q='v'+%20",
    ],
    ["the fragment stays here", "/status?message=1#rc=5&rp=all", "/status?message=1"],
    ["a bare host gets a slash", "", "/"],
  ])("%s, and the signature holds", async (_name, configured, requested) => {
    const { client, simulator, receiver } = await openAll();
    const statusCallback = `${receiver.origin}${configured}`;
    await client.messages.create({ to: delivered, from: phoneNumber, body, statusCallback });
    await simulator.settled();
    expect(receiver.received[0]?.path).toBe(requested);
    expect(receiver.received[0]?.hasValidSignature).toBe(true);
  });

  test("user and password leave the URL and become a Basic header", async () => {
    const { client, simulator, receiver } = await openAll();
    const statusCallback = receiver.url.replace("http://", "http://ada:s%3Acret@");
    await client.messages.create({ to: delivered, from: phoneNumber, body, statusCallback });
    await simulator.settled();
    const [callback] = receiver.received;
    expect(callback?.hasValidSignature).toBe(true);
    expect(callback?.headers.authorization).toBe(
      `Basic ${Buffer.from("ada:s:cret").toString("base64")}`,
    );
  });

  test("a subaccount's callbacks are signed with the subaccount's own token", async () => {
    const subaccount = {
      sid: "AC51a000000000000000000000000acc02",
      authToken: "51a000000000000000000000000ab0b6",
      phoneNumbers: ["+14155550192"],
    };
    const { simulator, receiver } = await openAll({ subaccounts: [subaccount] });
    const own = await openReceiver(subaccount.authToken);
    const parent = twilioClient(simulator, { accountSid: subaccount.sid });
    const send = (statusCallback: string) =>
      parent.messages.create({ to: delivered, from: "+14155550192", body, statusCallback });
    const { accountSid } = await send(own.url);
    await send(receiver.url);
    await simulator.settled();
    expect(accountSid).toBe(subaccount.sid);
    expect(own.received.map(({ hasValidSignature }) => hasValidSignature)).toEqual([true, true]);
    expect(receiver.received.map(({ hasValidSignature }) => hasValidSignature)).toEqual([
      false,
      false,
    ]);
    expect(own.received[0]?.params.AccountSid).toBe(subaccount.sid);
  });

  test("a message sent with an API key is signed with the auth token", async () => {
    const { simulator, receiver } = await openAll();
    const client = twilioClient(simulator, apiKey);
    await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body,
      statusCallback: receiver.url,
    });
    await simulator.settled();
    expect(receiver.received.every(({ hasValidSignature }) => hasValidSignature)).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import {
  delivered,
  openAll,
  phoneNumber,
  service,
  serviceWithoutCallback,
  whatsAppSender,
} from "./simulator-fixture";

const body = "Hello";
const slowSender = { phoneNumber, messagesPerSecond: 0.0001 };

describe("sender queues", () => {
  test("a long code sends one message a second", async () => {
    const { client, simulator } = await openAll({ timeScale: 0.02 });
    const startedAt = Date.now();
    for (let index = 0; index < 6; index += 1) {
      await client.messages.create({ to: delivered, from: phoneNumber, body: `Hello ${index}` });
    }
    await simulator.settled();
    const sentAt = simulator
      .ledger()
      .map(({ statuses }) => statuses.find(({ status }) => status === "sending")?.at ?? 0);
    expect(sentAt).toEqual([...sentAt].sort());
    expect(Math.max(...sentAt) - startedAt).toBeGreaterThanOrEqual(5 * 20);
  });

  test("a full queue refuses at the create call with 21611", async () => {
    const { client, simulator } = await openAll({
      phoneNumbers: [{ ...slowSender, queueLimit: 1 }],
    });
    const send = (text: string) =>
      client.messages.create({ to: "+14155550102", from: phoneNumber, body: text });
    const [first] = [await send("goes out at once"), await send("waits")];
    await expect(send("finds no room")).rejects.toMatchObject({ code: 21611 });
    expect(first?.status).toBe("queued");
    expect(simulator.ledger()).toHaveLength(2);
  });

  test("with a service a full queue is found later: failed with 30001", async () => {
    const { client, simulator, receiver } = await openAll({
      phoneNumbers: [{ ...slowSender, queueLimit: 1 }],
      services: [{ sid: service, friendlyName: "One", senders: [phoneNumber] }],
      timeScale: 0.0001,
    });
    for (const text of ["goes out at once", "waits", "finds no room"]) {
      await client.messages.create({
        to: "+14155550102",
        messagingServiceSid: service,
        body: text,
        statusCallback: receiver.url,
      });
    }
    await simulator.settled();
    const failed = receiver.received.filter(({ status }) => status === "failed");
    expect(failed.map(({ params }) => params.ErrorCode)).toEqual(["30001"]);
    expect(simulator.summary().statuses).toEqual({ sent: 2, failed: 1 });
  });

  test("a message that waits longer than its validity fails with 30036", async () => {
    const { client, simulator, receiver } = await openAll({ phoneNumbers: [slowSender] });
    const send = (validityPeriod: number, text: string) =>
      client.messages.create({
        to: delivered,
        from: phoneNumber,
        body: text,
        validityPeriod,
        statusCallback: receiver.url,
      });
    await send(36_000, "goes out at once");
    const expired = await send(5, "waits too long");
    await simulator.settled();
    expect(await client.messages(expired.sid).fetch()).toMatchObject({
      status: "failed",
      errorCode: 30036,
      dateSent: null,
    });
    expect(receiver.received.find(({ status }) => status === "failed")?.params).toMatchObject({
      ErrorCode: "30036",
      MessageSid: expired.sid,
    });
  });
});

describe("scheduling", () => {
  const schedule = (statusCallback?: string) => ({
    to: delivered,
    messagingServiceSid: serviceWithoutCallback,
    body,
    scheduleType: "fixed" as const,
    sendAt: new Date(Date.now() + 600_000),
    ...(statusCallback ? { statusCallback } : {}),
  });

  test("a scheduled message is sent when its time has come", async () => {
    const { client, simulator, receiver } = await openAll({ timeScale: 0.0001 });
    const message = await client.messages.create(schedule(receiver.url));
    expect(message).toMatchObject({ status: "scheduled", from: null, dateSent: null });
    expect(await simulator.settled({ includeScheduled: true })).toBe(true);
    expect(receiver.statuses()).toEqual(["queued", "sent", "delivered"]);
  });

  test("waiting for its time does not keep the simulator from being settled", async () => {
    const { client, simulator } = await openAll({ timeScale: 1 });
    await client.messages.create(schedule());
    expect(await simulator.settled()).toBe(true);
    expect(await simulator.settled({ includeScheduled: true, timeoutMs: 1 })).toBe(false);
  });

  test("it can be canceled before, once, and is then never sent", async () => {
    const { client, simulator, receiver } = await openAll({ timeScale: 0.003 });
    const { sid } = await client.messages.create(schedule(receiver.url));
    expect((await client.messages(sid).update({ status: "canceled" })).status).toBe("canceled");
    await expect(client.messages(sid).update({ status: "canceled" })).rejects.toMatchObject({
      code: 30409,
    });
    await client.messages.create({ ...schedule(), body: "Its time comes after the first one's" });
    expect(await simulator.settled({ includeScheduled: true })).toBe(true);
    expect(receiver.statuses()).toEqual(["canceled"]);
    expect(receiver.received[0]?.params).not.toHaveProperty("From");
    expect(simulator.ledger()[0]?.statuses.map(({ status }) => status)).toEqual(["canceled"]);
  });
});

describe("opt-out", () => {
  async function text(url: string, given: Record<string, string>) {
    const response = await fetch(`${url}/simulator/inbound-stop`, {
      method: "POST",
      body: JSON.stringify(given),
    });
    return { status: response.status, json: await response.json() };
  }

  test("after STOP a sender and its services are refused with 21610, until START", async () => {
    const { client, simulator } = await openAll();
    const direct = (from: string) => client.messages.create({ to: delivered, from, body });
    const viaService = () =>
      client.messages.create({ to: delivered, messagingServiceSid: service, body });
    await text(simulator.url, { from: delivered, to: phoneNumber });
    await expect(direct(phoneNumber)).rejects.toMatchObject({ code: 21610, status: 400 });
    await expect(viaService()).rejects.toMatchObject({ code: 21610 });
    expect((await direct("+18885550191")).status).toBe("queued");
    await text(simulator.url, { from: delivered, to: phoneNumber, body: "START" });
    expect((await direct(phoneNumber)).status).toBe("queued");
    expect((await viaService()).status).toBe("accepted");
  });

  test("STOP without a sender means all of the account's", async () => {
    const { client, simulator } = await openAll();
    await text(simulator.url, { from: delivered });
    for (const from of [phoneNumber, "+18885550191"]) {
      await expect(client.messages.create({ to: delivered, from, body })).rejects.toMatchObject({
        code: 21610,
      });
    }
    const others = await client.messages.create({ to: "+14155550101", from: phoneNumber, body });
    expect(others.status).toBe("queued");
  });

  test("STOP on a phone number means the same person behind a channel prefix", async () => {
    const { client, simulator } = await openAll();
    await text(simulator.url, { from: delivered, to: whatsAppSender });
    await expect(
      client.messages.create({ to: `whatsapp:${delivered}`, from: whatsAppSender, body }),
    ).rejects.toMatchObject({ code: 21610 });
  });

  test("STOP to a number that is not the account's is refused", async () => {
    const { simulator } = await openAll();
    expect((await text(simulator.url, { from: delivered, to: "+16285550123" })).status).toBe(404);
    expect((await text(simulator.url, { to: phoneNumber })).status).toBe(400);
  });
});

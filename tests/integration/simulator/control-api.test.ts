import { describe, expect, test } from "vitest";
import { delivered, openAll, openSimulator, phoneNumber } from "./simulator-fixture";

async function call(url: string, method: string, path: string, body?: unknown, headers = {}) {
  const response = await fetch(`${url}/simulator${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

describe("settings", () => {
  test("are shown and changed", async () => {
    const { url } = await openSimulator({ seed: "start" });
    expect((await call(url, "GET", "/settings")).json).toMatchObject({
      preset: "calm",
      seed: "start",
      timeScale: 0.001,
      misbehaviour: { lose: 0 },
    });
    const { json } = await call(url, "PUT", "/settings", {
      preset: "bad-day",
      seed: 42,
      timeScale: 0.01,
      misbehaviour: { lose: 0.9 },
    });
    expect(json).toMatchObject({
      preset: "bad-day",
      seed: "42",
      timeScale: 0.01,
      misbehaviour: { lose: 0.9, repeat: 0.05 },
    });
  });

  test.each<[string, unknown]>([
    ["an unknown preset", { preset: "sunny" }],
    ["a probability above 1", { misbehaviour: { lose: 2 } }],
    ["an unknown misbehaviour", { misbehaviour: { loose: 0.1 } }],
    ["an unknown field", { sed: 1 }],
  ])("%s is refused and changes nothing", async (_name, patch) => {
    const { url } = await openSimulator();
    const before = await call(url, "GET", "/settings");
    const { status, json } = await call(url, "PUT", "/settings", patch);
    expect(status).toBe(400);
    expect(json.message).toEqual(expect.stringMatching(/./));
    expect(await call(url, "GET", "/settings")).toEqual(before);
  });

  test("a body that is no JSON is refused", async () => {
    const { url } = await openSimulator();
    const response = await fetch(`${url}/simulator/settings`, { method: "PUT", body: "calm" });
    expect(response.status).toBe(400);
  });
});

describe("the ledger", () => {
  test("tells everything that was really done to a message", async () => {
    const { client, simulator, receiver } = await openAll();
    const { sid } = await client.messages.create({
      to: "+14155550120",
      from: phoneNumber,
      body: "Hello",
      statusCallback: `${receiver.url}#rc=1`,
    });
    await simulator.settled();
    const { json } = await call(simulator.url, "GET", `/ledger/${sid}`);
    expect(json).toMatchObject({
      ordinal: 0,
      sid,
      accountSid: simulator.accountSid,
      to: "+14155550120",
      body: "Hello",
      attempt: 1,
      outcome: "lose-last",
      create: { behaviour: "normal", initialStatus: "queued", answeredAt: expect.any(Number) },
      statuses: [{ status: "sending" }, { status: "sent" }, { status: "delivered" }],
      callbacks: [
        {
          kind: "callback",
          status: "sent",
          outcome: "answered",
          url: `${receiver.url}#rc=1`,
          idempotencyToken: receiver.received[0]?.headers["i-twilio-idempotency-token"],
          signature: receiver.received[0]?.headers["x-twilio-signature"],
          attempts: [{ result: "answered", responseStatus: 200, error: null }],
        },
        { status: "delivered", outcome: "lost-on-purpose", attempts: [] },
      ],
    });
  });

  test("is read in pages", async () => {
    const { client, simulator } = await openAll();
    for (const body of ["a", "b", "c"]) {
      await client.messages.create({ to: delivered, from: phoneNumber, body });
    }
    const first = await call(simulator.url, "GET", "/ledger?limit=2");
    expect(first.json).toMatchObject({ entries: [{ body: "a" }, { body: "b" }], nextAfter: 1 });
    const second = await call(simulator.url, "GET", "/ledger?after=1&limit=2");
    expect(second.json).toMatchObject({ entries: [{ body: "c" }], nextAfter: null });
    expect((await call(simulator.url, "GET", "/ledger?limit=x")).status).toBe(400);
  });

  test("keeps the create calls that made no message", async () => {
    const { client, simulator } = await openAll();
    await expect(
      client.messages.create({ to: "+15005550001", from: phoneNumber, body: "Hello" }),
    ).rejects.toMatchObject({ code: 21211 });
    expect((await call(simulator.url, "GET", "/refused")).json).toMatchObject({
      refused: [{ to: "+15005550001", reason: "invalid", httpStatus: 400, code: 21211 }],
    });
  });

  test("is summed up", async () => {
    const { client, simulator, receiver } = await openAll();
    await client.messages.create({
      to: "+14155550106",
      from: phoneNumber,
      body: "Hello",
      statusCallback: receiver.url,
    });
    await simulator.settled();
    expect((await call(simulator.url, "GET", "/summary")).json).toMatchObject({
      idle: true,
      created: 1,
      statuses: { delivered: 1 },
      callbacks: { planned: 4, answered: 4, repeated: 2 },
      alerts: 0,
    });
  });
});

describe("idle", () => {
  test("waits until nothing is pending", async () => {
    const { client, simulator, receiver } = await openAll({ timeScale: 0.01 });
    await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body: "Hello",
      statusCallback: receiver.url,
    });
    const { json } = await call(simulator.url, "GET", "/idle?timeoutMs=20000");
    expect(json).toMatchObject({ idle: true, pending: { creates: 0, steps: 0, callbacks: 0 } });
    expect(receiver.statuses()).toEqual(["sent", "delivered"]);
  });

  test("says so when the time is up", async () => {
    const { client, simulator, receiver } = await openAll();
    receiver.answerWith(() => undefined);
    await client.messages.create({
      to: delivered,
      from: phoneNumber,
      body: "Hello",
      statusCallback: receiver.url,
    });
    expect((await call(simulator.url, "GET", "/idle?timeoutMs=50")).json.idle).toBe(false);
  });
});

describe("reset", () => {
  test("forgets messages, ledger and opt-outs, and drops what is under way", async () => {
    const { client, simulator, receiver } = await openAll({ timeScale: 1 });
    await call(simulator.url, "POST", "/inbound-stop", { from: delivered });
    await client.messages.create({
      to: "+14155550101",
      from: phoneNumber,
      body: "Hello",
      statusCallback: receiver.url,
    });
    const before = await call(simulator.url, "GET", "/summary");
    const { json } = await call(simulator.url, "POST", "/reset");
    expect(json).toMatchObject({ idle: true });
    expect(json.runId).not.toBe(before.json.runId);
    expect(simulator.ledger()).toEqual([]);
    expect(await client.messages.list()).toEqual([]);
    expect(receiver.received).toEqual([]);
    const again = await client.messages.create({ to: delivered, from: phoneNumber, body: "Hello" });
    expect(again.status).toBe("queued");
  });
});

describe("who may control", () => {
  test("a token, when there is one, is needed from anywhere", async () => {
    const { url } = await openSimulator({ controlToken: "let-me-in" });
    expect((await call(url, "GET", "/summary")).status).toBe(401);
    expect(
      (await call(url, "GET", "/summary", undefined, { authorization: "Bearer nope-nope" })).status,
    ).toBe(401);
    expect(
      (await call(url, "GET", "/summary", undefined, { authorization: "Bearer let-me-in" })).status,
    ).toBe(200);
  });

  test("without one, a page of another site is kept out", async () => {
    const { url } = await openSimulator();
    const origin = { origin: "https://elsewhere.example.com" };
    expect((await call(url, "POST", "/reset", {}, origin)).status).toBe(401);
    expect((await call(url, "POST", "/reset", {}, { origin: url })).status).toBe(200);
  });

  test("an unknown path is 404", async () => {
    const { url } = await openSimulator();
    expect((await call(url, "GET", "/nothing")).status).toBe(404);
    expect((await call(url, "GET", `/ledger/SM${"0".repeat(32)}`)).status).toBe(404);
  });
});

test("the documentation of outcome numbers can be read from the simulator", async () => {
  const { url } = await openSimulator();
  const response = await fetch(`${url}/simulator/outcome-numbers`);
  expect(await response.json()).toContainEqual({ number: delivered, does: "delivered" });
});

import { describe, expect, test } from "vitest";
import type { LedgerEntry, Simulator, SimulatorOptions } from "../../../simulator/server";
import type { MisbehaviourName } from "../../../simulator/settings";
import {
  openAll,
  openReceiver,
  openSimulator,
  phoneNumber,
  service,
  twilioClient,
} from "./simulator-fixture";

const ordinaryNumber = "+16285550123";
const allDelivered = { undelivered: 0, failed: 0, sentWithoutReceipt: 0, read: 0 };

async function openWith(name: MisbehaviourName, options: SimulatorOptions = {}) {
  const all = await openAll(options);
  all.simulator.applySettings({ misbehaviour: { [name]: 1 }, outcomes: allDelivered });
  return {
    ...all,
    send: () =>
      all.client.messages.create({
        to: ordinaryNumber,
        from: phoneNumber,
        body: "Hello",
        statusCallback: all.receiver.url,
      }),
  };
}

describe("callbacks that misbehave", () => {
  test("reorder: a later status arrives before an earlier one", async () => {
    const { send, simulator, receiver } = await openWith("reorder");
    await send();
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["delivered", "sent"]);
    expect(simulator.summary().callbacks.late).toBe(1);
  });

  test.each<[MisbehaviourName, string, number]>([
    ["repeat", "with the same token and body", 1],
    ["resend", "with a new token", 2],
  ])("%s: each callback again, %s", async (name, _how, tokensPerStatus) => {
    const { send, simulator, receiver } = await openWith(name);
    await send();
    await simulator.settled();
    expect(receiver.statuses().slice(0, 2)).toEqual(["sent", "delivered"]);
    for (const status of ["sent", "delivered"]) {
      const same = receiver.received.filter((callback) => callback.status === status);
      const tokens = same.map(({ headers }) => headers["i-twilio-idempotency-token"]);
      expect(same).toHaveLength(2);
      expect(same[1]?.rawBody).toBe(same[0]?.rawBody);
      expect(new Set(tokens).size).toBe(tokensPerStatus);
    }
  });

  test("lose: nothing arrives, the ledger knows, and no alert tells", async () => {
    const { send, simulator, receiver, client } = await openWith("lose");
    const { sid } = await send();
    await simulator.settled();
    expect(receiver.received).toEqual([]);
    expect(simulator.summary().callbacks).toMatchObject({ lostOnPurpose: 2, answered: 0 });
    expect((await client.messages(sid).fetch()).status).toBe("delivered");
    expect(await client.monitor.v1.alerts.list()).toEqual([]);
  });

  test("delay: it comes late, and comes", async () => {
    const { send, simulator, receiver } = await openWith("delay");
    await send();
    await simulator.settled();
    expect(receiver.received).toHaveLength(2);
  });

  test("wrongSignature: Twilio's helper refuses it", async () => {
    const { send, simulator, receiver } = await openWith("wrongSignature");
    await send();
    await simulator.settled();
    expect(receiver.received.map(({ hasValidSignature }) => hasValidSignature)).toEqual([
      false,
      false,
    ]);
  });

  test("unknownParameter: new, empty and repeated ones, under a valid signature", async () => {
    const { send, simulator, receiver } = await openWith("unknownParameter");
    await send();
    await simulator.settled();
    expect(receiver.received[0]).toMatchObject({
      hasValidSignature: true,
      params: { MessageIntent: "", RoutingHint: ["b", "a"] },
    });
  });

  test("unknownStatus: a word that Twilio does not have, beside the true ones", async () => {
    const { send, simulator, receiver, client } = await openWith("unknownStatus");
    const { sid } = await send();
    await simulator.settled();
    expect(receiver.received).toHaveLength(4);
    expect(receiver.statuses()).toEqual(expect.arrayContaining(["sent", "delivered"]));
    expect((await client.messages(sid).fetch()).status).toBe("delivered");
  });

  test("changedFrom: From differs from the message's", async () => {
    const { send, simulator, receiver } = await openWith("changedFrom");
    await send();
    await simulator.settled();
    expect(receiver.received[0]?.params.From).not.toBe(phoneNumber);
    expect(receiver.received[0]?.hasValidSignature).toBe(true);
  });

  test("slowBody: the body comes in pieces and is whole", async () => {
    const { send, simulator, receiver } = await openWith("slowBody");
    await send();
    await simulator.settled();
    expect(receiver.received.map(({ hasValidSignature }) => hasValidSignature)).toEqual([
      true,
      true,
    ]);
    expect(simulator.ledger()[0]?.callbacks.every(({ slowBody }) => slowBody)).toBe(true);
  });

  test("overlap: the next callback does not wait for the answer to the one before", async () => {
    const { send, simulator, receiver } = await openWith("overlap");
    const held: (() => void)[] = [];
    const both = new Promise<void>((resolve) => {
      receiver.answerWith((_callback, response) => {
        held.push(() => response.end());
        return held.length === 2 ? resolve() : undefined;
      });
    });
    await send();
    await both;
    for (const release of held) release();
    expect(await simulator.settled()).toBe(true);
  });
});

describe("create calls that misbehave", () => {
  test.each<[MisbehaviourName, object]>([
    ["tooManyRequests", { status: 429, code: 20429 }],
    ["serverError", { status: 503, message: "[HTTP 503] Failed to execute request" }],
    ["cutBeforeAccepting", { code: "ECONNRESET" }],
  ])("%s: the message does not exist", async (name, error) => {
    const { send, simulator } = await openWith(name);
    await expect(send()).rejects.toMatchObject(error);
    expect(simulator.ledger()).toEqual([]);
    expect(await simulator.settled()).toBe(true);
  });

  test.each<[MisbehaviourName, object]>([
    ["serverErrorAfterAccepting", { status: 500, code: 20500 }],
    ["cutAfterAccepting", { code: "ECONNRESET" }],
    ["cutMidAnswer", { message: expect.stringMatching(/./) }],
  ])("%s: the client sees a failure, and the message exists", async (name, error) => {
    const { send, simulator, receiver, client } = await openWith(name);
    await expect(send()).rejects.toMatchObject(error);
    await simulator.settled();
    expect(receiver.statuses()).toEqual(["sent", "delivered"]);
    const [message] = await client.messages.list({ to: ordinaryNumber });
    expect(message?.sid).toBe(receiver.received[0]?.params.MessageSid);
  });

  test("answerAfterFirstCallback: the callback is there before the SID is", async () => {
    const { send, receiver } = await openWith("answerAfterFirstCallback");
    const { sid } = await send();
    expect(receiver.received[0]?.params.MessageSid).toBe(sid);
  });

  test("answerAfterFirstCallback without a callback URL is answered all the same", async () => {
    const { client } = await openWith("answerAfterFirstCallback");
    const message = await client.messages.create({
      to: ordinaryNumber,
      from: phoneNumber,
      body: "Hello",
    });
    expect(message.status).toBe("queued");
  });

  test("a content that is accepted twice shows in the summary", async () => {
    const { client, simulator } = await openAll();
    const send = () =>
      client.messages.create({ to: "+14155550114", from: phoneNumber, body: "Hello" });
    await expect(send()).rejects.toMatchObject({ code: "ECONNRESET" });
    await send();
    expect(simulator.summary().acceptedMoreThanOnce).toBe(1);
  });
});

describe("a run can be repeated", () => {
  const recipients = Array.from({ length: 60 }, (_, index) => `+1628555${1000 + index}`);

  /** What a run decided: everything but instants, run ids and tokens. */
  function decisions(simulator: Simulator) {
    const ofEntry = ({ to, body, attempt, outcome, create, statuses, callbacks }: LedgerEntry) => ({
      to,
      body,
      attempt,
      outcome,
      behaviour: create.behaviour,
      statuses: statuses.map(({ status, errorCode }) => [status, errorCode]),
      callbacks: callbacks.map((callback) => [
        callback.kind,
        callback.status,
        callback.outcome,
        callback.isLate,
        callback.wrongSignature,
        callback.changedFrom,
        callback.unknownParameter,
        callback.slowBody,
      ]),
    });
    return simulator
      .ledger()
      .map(ofEntry)
      .sort((a, b) => `${a.to} ${a.attempt}`.localeCompare(`${b.to} ${b.attempt}`));
  }

  async function run(
    options: SimulatorOptions,
    sendAll: (send: (to: string) => Promise<unknown>) => Promise<unknown>,
  ) {
    const simulator = await openSimulator({ preset: "chaos", ...options });
    const receiver = await openReceiver(simulator.authToken);
    const client = twilioClient(simulator);
    await sendAll((to) =>
      client.messages
        .create({
          to,
          messagingServiceSid: service,
          body: "Hello",
          statusCallback: receiver.url,
        })
        .catch(() => undefined),
    );
    expect(await simulator.settled()).toBe(true);
    return simulator;
  }

  test("the same seed decides the same at any order and concurrency", async () => {
    const together = await run({ seed: 7 }, (send) => Promise.all(recipients.map(send)));
    const oneByOne = await run({ seed: 7 }, async (send) => {
      for (const to of [...recipients].reverse()) await send(to);
    });
    expect(decisions(oneByOne)).toEqual(decisions(together));
    expect(oneByOne.summary().refused).toEqual(together.summary().refused);
    expect(together.ledger().length).toBeGreaterThan(30);
  });

  test("another seed decides otherwise", async () => {
    const [a, b] = await Promise.all(
      [7, 8].map((seed) => run({ seed }, (send) => Promise.all(recipients.map(send)))),
    );
    expect(decisions(a as Simulator)).not.toEqual(decisions(b as Simulator));
  });

  test("with a fixed run id SIDs and tokens repeat too", async () => {
    const sendAll = (send: (to: string) => Promise<unknown>) => Promise.all(recipients.map(send));
    const identities = (simulator: Simulator) =>
      simulator
        .ledger()
        .map(({ sid, callbacks }) => [sid, callbacks.map((callback) => callback.idempotencyToken)])
        .sort();
    const options = { seed: 7, runId: "0000abcd" };
    expect(identities(await run(options, sendAll))).toEqual(
      identities(await run(options, sendAll)),
    );
  });
});

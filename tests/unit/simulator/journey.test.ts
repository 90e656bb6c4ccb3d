import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planCreate } from "../../../simulator/create-behaviour";
import { createDraws } from "../../../simulator/draws";
import {
  type Channel,
  type Journey,
  type JourneyInput,
  planJourney,
} from "../../../simulator/journey";
import { type Misbehaviour, type MisbehaviourName, presets } from "../../../simulator/settings";

const { calm, chaos } = presets;
const onlyDelivered = { undelivered: 0, failed: 0, sentWithoutReceipt: 0, read: 1 };
const ordinaryNumber = "+16285550123";

function plan(overrides: Partial<JourneyInput> = {}): Journey {
  return planJourney({
    to: ordinaryNumber,
    channel: "sms",
    startsBeforeQueue: false,
    draws: createDraws("key"),
    misbehaviour: calm.misbehaviour,
    outcomes: onlyDelivered,
    ...overrides,
  });
}

const steps = (journey: Journey) => journey.steps.map(({ status }) => status);
const words = (journey: Journey) => journey.emissions.map(({ status }) => status);

function only(name: MisbehaviourName, probability = 1): Misbehaviour {
  return { ...calm.misbehaviour, [name]: probability };
}

describe("without misbehaviour", () => {
  test.each<[string, Channel, boolean, string[]]>([
    ["without a service", "sms", false, ["sent", "delivered"]],
    ["with a service", "sms", true, ["queued", "sent", "delivered"]],
    ["MMS", "mms", false, ["sent", "delivered"]],
    ["WhatsApp", "whatsapp", false, ["sent", "delivered", "read"]],
    ["RCS with a service", "rcs", true, ["queued", "sent", "delivered", "read"]],
  ])(
    "%s the callbacks are Twilio's documented ones",
    (_name, channel, startsBeforeQueue, expected) => {
      expect(words(plan({ channel, startsBeforeQueue }))).toEqual(expected);
    },
  );

  test("sending is a true status that no callback tells of", () => {
    expect(steps(plan())).toEqual(["sending", "sent", "delivered"]);
  });

  test("callbacks come in order, each once and as they should be", () => {
    const { emissions } = plan({ startsBeforeQueue: true });
    expect(emissions.map(({ step }) => step)).toEqual([0, 2, 3]);
    for (const { status: _status, step: _step, kind, delayMs, ...flags } of emissions) {
      expect(kind).toBe("callback");
      expect(delayMs).toBe(0);
      expect(Object.values(flags)).toEqual(Object.values(flags).map(() => false));
    }
  });

  test("delays lie between some milliseconds and eight seconds", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const { steps: planned } = plan({ draws: createDraws(key), channel: "whatsapp" });
        return planned.every(({ afterMs }) => afterMs > 0 && afterMs <= 8000);
      }),
    );
  });
});

describe("the outcome mix", () => {
  const outcomesOf = (outcomes: JourneyInput["outcomes"], channel: Channel = "sms") =>
    Array.from(
      { length: 500 },
      (_, index) =>
        steps(plan({ outcomes, channel, draws: createDraws(String(index)) })).at(-1) as string,
    );
  const share = (all: string[], status: string) =>
    all.filter((other) => other === status).length / all.length;

  test("gives each ending its share", () => {
    const all = outcomesOf({ undelivered: 0.2, failed: 0.1, sentWithoutReceipt: 0.3, read: 0 });
    expect(share(all, "undelivered")).toBeCloseTo(0.2, 1);
    expect(share(all, "failed")).toBeCloseTo(0.1, 1);
    expect(share(all, "sent")).toBeCloseTo(0.3, 1);
    expect(share(all, "delivered")).toBeCloseTo(0.4, 1);
  });

  test("a failed or undelivered step has a code, any other has none", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom<Channel>("sms", "whatsapp", "rcs"),
        (key, channel) => {
          const journey = plan({ draws: createDraws(key), channel, outcomes: chaos.outcomes });
          return journey.steps.every(
            ({ status, errorCode }) => /undelivered|failed/.test(status) === (errorCode !== null),
          );
        },
      ),
    );
  });

  test("WhatsApp fails with codes of its channel", () => {
    const journey = plan({
      channel: "whatsapp",
      outcomes: { undelivered: 1, failed: 0, sentWithoutReceipt: 0, read: 0 },
    });
    expect(journey.steps.at(-1)?.errorCode).toBeGreaterThan(63_000);
  });
});

describe("misbehaviour", () => {
  test("reorder swaps neighbours", () => {
    const journey = plan({ startsBeforeQueue: true, misbehaviour: only("reorder") });
    expect(words(journey)).toEqual(["sent", "queued", "delivered"]);
  });

  test("repeat and resend send each callback a second time", () => {
    const repeated = plan({ misbehaviour: only("repeat") });
    expect(repeated.emissions.map(({ kind }) => kind)).toEqual([
      "callback",
      "callback",
      "repeat",
      "repeat",
    ]);
    const resent = plan({ misbehaviour: only("resend") });
    expect(resent.emissions.filter(({ kind }) => kind === "resend")).toHaveLength(2);
  });

  test("delayed callbacks come after all that are not delayed, each five to sixty seconds late", () => {
    const half = plan({ startsBeforeQueue: true, misbehaviour: only("delay", 0.5) });
    const delays = half.emissions.map(({ delayMs }) => delayMs > 0);
    expect(delays).toEqual([...delays].sort());
    const { emissions } = plan({ misbehaviour: only("delay") });
    const totals = emissions.map((_, index) =>
      emissions.slice(0, index + 1).reduce((sum, { delayMs }) => sum + delayMs, 0),
    );
    expect(Math.min(...totals)).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...totals)).toBeLessThanOrEqual(60_000);
  });

  test("a repeat never comes before the callback it repeats", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const { emissions } = plan({
          draws: createDraws(key),
          misbehaviour: { ...only("repeat"), delay: 0.5, reorder: 0.5 },
        });
        for (const [index, { kind, step }] of emissions.entries()) {
          const original = emissions.findIndex((e) => e.kind === "callback" && e.step === step);
          expect(kind === "callback" || original < index).toBe(true);
        }
      }),
    );
  });

  test("unknownStatus adds a word that is no status of Twilio's, and keeps the true one", () => {
    const journey = plan({ misbehaviour: only("unknownStatus") });
    const invented = journey.emissions.filter(({ kind }) => kind === "invented-status");
    expect(invented).toHaveLength(2);
    expect(invented[0]?.status).toMatch(/^(carrier_accepted|deferred|rerouted)$/);
    expect(words(journey)).toEqual(expect.arrayContaining(["sent", "delivered"]));
  });

  test.each<[MisbehaviourName, string]>([
    ["lose", "lost"],
    ["overlap", "overlap"],
    ["wrongSignature", "wrongSignature"],
    ["unknownParameter", "unknownParameter"],
    ["changedFrom", "changedFrom"],
    ["slowBody", "slowBody"],
  ])("%s marks every callback when its probability is 1", (name, flag) => {
    const { emissions } = plan({ misbehaviour: only(name) });
    expect(emissions.map((emission) => emission[flag as "lost"])).toEqual([true, true]);
  });

  test("sendingCallback tells of sending", () => {
    expect(words(plan({ misbehaviour: only("sendingCallback") }))).toContain("sending");
  });

  test("raising one probability leaves every other decision as it was", () => {
    const before = plan({ misbehaviour: chaos.misbehaviour, outcomes: chaos.outcomes });
    const after = plan({
      misbehaviour: { ...chaos.misbehaviour, slowBody: 1 },
      outcomes: chaos.outcomes,
    });
    const withoutSlow = (journey: Journey) =>
      journey.emissions.map((emission) => ({ ...emission, slowBody: false }));
    expect(withoutSlow(after)).toEqual(withoutSlow(before));
  });

  test("the same input gives the same journey, and callbacks tell only of steps that happen", () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (key, startsBeforeQueue) => {
        const input = {
          draws: createDraws(key),
          startsBeforeQueue,
          misbehaviour: chaos.misbehaviour,
          outcomes: chaos.outcomes,
        };
        const journey = plan(input);
        expect(plan(input)).toEqual(journey);
        expect(journey.emissions.every(({ step }) => step < journey.steps.length)).toBe(true);
        const told = new Set(journey.emissions.map(({ step }) => step));
        const tellable = journey.steps.filter(({ status }) => status !== "sending").length;
        expect(told.size).toBeGreaterThanOrEqual(tellable);
      }),
    );
  });

  test("never touches an outcome number", () => {
    const everything = Object.fromEntries(
      Object.keys(calm.misbehaviour).map((name) => [name, 1]),
    ) as Misbehaviour;
    const to = "+14155550100";
    expect(plan({ to, misbehaviour: everything })).toEqual(plan({ to }));
    expect(planCreate(to, 1, createDraws("key"), everything)).toBe("normal");
  });
});

describe("the create call", () => {
  test.each<[MisbehaviourName, string]>([
    ["tooManyRequests", "too-many-requests"],
    ["serverError", "server-error"],
    ["serverErrorAfterAccepting", "server-error-after-accepting"],
    ["cutBeforeAccepting", "cut-before-accepting"],
    ["cutAfterAccepting", "cut-after-accepting"],
    ["cutMidAnswer", "cut-mid-answer"],
    ["answerAfterFirstCallback", "answer-after-first-callback"],
  ])("%s makes it %s", (name, expected) => {
    expect(planCreate(ordinaryNumber, 1, createDraws("key"), only(name))).toBe(expected);
  });

  test("an outcome number misbehaves on the first attempt only, unless it says always", () => {
    const create = (to: string, attempt: number) =>
      planCreate(to, attempt, createDraws("key"), calm.misbehaviour);
    expect([1, 2].map((attempt) => create("+14155550116", attempt))).toEqual([
      "too-many-requests",
      "normal",
    ]);
    expect([1, 2].map((attempt) => create("+14155550117", attempt))).toEqual([
      "too-many-requests",
      "too-many-requests",
    ]);
    expect([1, 2].map((attempt) => create("+14155550113", attempt))).toEqual([
      "cut-before-accepting",
      "normal",
    ]);
  });
});

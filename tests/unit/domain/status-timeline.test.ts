import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildStatusTimeline, type TimelineMessage } from "@/lib/domain/status-timeline";
import type { TimelineEntry, TimelineEvent } from "@/lib/domain/timeline-entries";
import {
  asked,
  created,
  heard,
  instantAfter,
  messageOf,
  SUBMITTED_AT_US,
  seconds,
} from "./status-timeline-story";

function timelineAt(
  afterSeconds: number,
  events: readonly TimelineEvent[],
  facts: Partial<TimelineMessage> = {},
) {
  return buildStatusTimeline(messageOf(events, facts), SUBMITTED_AT_US + seconds(afterSeconds));
}

const words = (entries: readonly TimelineEntry[]) => entries.map((entry) => entry.event.status);

function entryOf(timeline: { arrival: readonly TimelineEntry[] }, status: string): TimelineEntry {
  const entry = timeline.arrival.find((candidate) => candidate.event.status === status);
  expect(entry).toBeDefined();
  return entry as TimelineEntry;
}

describe("order", () => {
  test("the journey goes by rank, the arrival by receive time", () => {
    const timeline = timelineAt(60, [
      created("accepted", 0.2),
      heard("undelivered", 3.666),
      heard("sent", 9.412),
      heard("queued", 0.38),
    ]);
    expect(words(timeline.journey)).toEqual(["accepted", "queued", "sent", "undelivered"]);
    expect(words(timeline.arrival)).toEqual(["accepted", "queued", "undelivered", "sent"]);
  });

  test("each entry tells its distance from the one before it in the same order", () => {
    const timeline = timelineAt(60, [
      created("queued", 0.25),
      heard("delivered", 2),
      heard("sent", 5.5),
    ]);
    expect(timeline.journey.map((entry) => entry.deltaUs)).toEqual([0.25, 5.25, -3.5].map(seconds));
    expect(timeline.arrival.map((entry) => entry.deltaUs)).toEqual([0.25, 1.75, 3.5].map(seconds));
    expect(timeline.journey.map((entry) => entry.sinceUs)).toEqual([0.25, 5.5, 2].map(seconds));
  });

  test("a late event is marked with its place in the arrival", () => {
    const timeline = timelineAt(60, [
      created("accepted", 0.2),
      heard("queued", 0.4),
      heard("sending", 0.6),
      heard("undelivered", 3.6),
      heard("sent", 9.4),
    ]);
    expect(entryOf(timeline, "sent")).toMatchObject({ isLate: true, arrival: 5 });
    expect(entryOf(timeline, "undelivered")).toMatchObject({ isLate: false, arrival: 4 });
  });

  test("a create response that loses the race to the first callbacks stands first all the same", () => {
    const timeline = timelineAt(60, [heard("sent", 0.3), created("queued", 0.5)]);
    expect(words(timeline.journey)).toEqual(["queued", "sent"]);
    expect(entryOf(timeline, "queued").isLate).toBe(true);
    expect(timeline.headline.status).toBe("sent");
  });

  test("events of the same microsecond keep the order of recording, also beyond 2^53", () => {
    const timeline = timelineAt(60, [
      heard("held_b", 1, { seq: "9007199254740993" }),
      heard("held_a", 1, { seq: "9007199254740992" }),
      heard("held_first", 1, { seq: "99" }),
    ]);
    expect(words(timeline.arrival)).toEqual(["held_first", "held_a", "held_b"]);
  });

  test("an unknown word stands behind the furthest post that had been reached when it came", () => {
    const timeline = timelineAt(60, [
      heard("warming_up", 0.1),
      created("queued", 0.2),
      heard("delivered", 2),
      heard("sent", 3),
      heard("held_by_carrier", 4),
    ]);
    expect(words(timeline.journey)).toEqual([
      "warming_up",
      "queued",
      "sent",
      "delivered",
      "held_by_carrier",
    ]);
    expect(entryOf(timeline, "held_by_carrier")).toMatchObject({ isUnknown: true, isLate: false });
  });

  test("sixty events, most of them repeated segments, keep one entry each", () => {
    const segments = Array.from({ length: 57 }, (_, index) => heard("delivered", 3 + index / 10));
    const timeline = timelineAt(600, [
      created("queued", 0.2),
      heard("sent", 1),
      heard("sending", 0.5),
      ...segments,
    ]);
    expect(timeline.journey).toHaveLength(60);
    expect(timeline.journey.filter((entry) => entry.isAgain)).toHaveLength(56);
    expect(timeline.callbackCount).toBe(59);
  });
});

describe("marks", () => {
  test("a repeated delivery is counted with its times in order", () => {
    const timeline = timelineAt(60, [
      heard("delivered", 2, {
        deliveries: 3,
        redeliveredAt: [instantAfter(9), instantAfter(4)],
      }),
    ]);
    expect(entryOf(timeline, "delivered").repeatedAtUs).toEqual([
      SUBMITTED_AT_US + seconds(4),
      SUBMITTED_AT_US + seconds(9),
    ]);
    expect(timeline.callbackCount).toBe(3);
  });

  test("of two states of one event the one with more deliveries counts, whichever is given first", () => {
    const once = heard("delivered", 2, { seq: "7" });
    const thrice = { ...once, deliveries: 3 };
    expect(timelineAt(60, [once, thrice]).callbackCount).toBe(3);
    expect(timelineAt(60, [thrice, once]).callbackCount).toBe(3);
  });

  test("the ending that comes second contradicts the first, and the failure stands", () => {
    const timeline = timelineAt(900, [
      heard("sent", 1),
      heard("undelivered", 3, { errorCode: 30003 }),
      heard("delivered", 447),
    ]);
    expect(timeline).toMatchObject({
      isContradictory: true,
      state: "undelivered",
      canChange: true,
    });
    expect(entryOf(timeline, "delivered").contradicts).toBe("undelivered");
    expect(entryOf(timeline, "undelivered").contradicts).toBeNull();
    expect(timeline.endings.map((entry) => entry.event.status)).toEqual([
      "undelivered",
      "delivered",
    ]);
    expect(timeline.headline.errorCode).toBe(30003);
  });

  test("a later read of Twilio's API settles a contradiction and says so", () => {
    const timeline = timelineAt(2000, [
      heard("undelivered", 3),
      heard("delivered", 447),
      asked("delivered", 900),
    ]);
    expect(timeline).toMatchObject({
      isContradictory: false,
      state: "delivered",
      canChange: false,
    });
    expect(timeline.settledBy?.event.source).toBe("api");
    expect(timeline.standing).toBe(timeline.settledBy);
    expect(timeline.settledBy?.isRecovered).toBe(false);
  });

  test("a contradiction that comes after Twilio's answer is open again", () => {
    const timeline = timelineAt(2000, [
      heard("undelivered", 3),
      heard("delivered", 447),
      asked("delivered", 900),
      heard("failed", 1000),
    ]);
    expect(timeline).toMatchObject({
      isContradictory: true,
      settledBy: null,
      state: "undelivered",
    });
  });

  test("a read after undelivered is the headline and is marked as its contradiction", () => {
    const timeline = timelineAt(60, [heard("undelivered", 3), heard("read", 20)]);
    expect(timeline).toMatchObject({ state: "read", isContradictory: false, canChange: false });
    expect(entryOf(timeline, "read").contradicts).toBe("undelivered");
  });

  test("a read outdoes two endings that contradict each other", () => {
    const timeline = timelineAt(60, [
      heard("undelivered", 3),
      heard("delivered", 5),
      heard("read", 20),
    ]);
    expect(timeline).toMatchObject({ state: "read", isContradictory: false, canChange: false });
  });

  test("a read after delivered contradicts nothing", () => {
    const timeline = timelineAt(60, [heard("delivered", 3), heard("read", 20)]);
    expect(entryOf(timeline, "read").contradicts).toBeNull();
    expect(timeline.took).toEqual({ us: seconds(3), isAtMost: false });
    expect(timeline.readTook).toEqual({ us: seconds(20), isAtMost: false });
  });

  test("only what no callback and no create response told is recovered", () => {
    const timeline = timelineAt(2000, [
      created("queued", 0.2),
      asked("queued", 60),
      asked("delivered", 914),
    ]);
    expect(timeline.arrival.map((entry) => entry.isRecovered)).toEqual([false, false, true]);
    expect(timeline.took).toEqual({ us: seconds(914), isAtMost: true });
    expect(timeline.apiReadCount).toBe(2);
  });

  test("a callback that comes after its recovery takes the place of it", () => {
    const timeline = timelineAt(2000, [asked("delivered", 914), heard("delivered", 950)]);
    expect(timeline.arrival.map((entry) => entry.isRecovered)).toEqual([false, false]);
  });

  test("a read of the API is never late", () => {
    const timeline = timelineAt(60, [heard("delivered", 3), asked("sent", 20)]);
    expect(entryOf(timeline, "sent").isLate).toBe(false);
  });
});

describe("state", () => {
  const cases: [string, TimelineEvent[], Partial<TimelineMessage>, number, string][] = [
    ["nothing heard, Twilio is being asked", [], { submission: "pending" }, 1, "submitting"],
    ["nobody waits for the answer any more", [], { submission: "pending" }, 61, "no_answer"],
    ["Twilio refused", [], { submission: "rejected" }, 1, "rejected"],
    ["Twilio did not answer", [], { submission: "unknown" }, 1, "no_answer"],
    ["one create response", [created("queued", 0.2)], {}, 1, "queued"],
    ["sent a moment ago", [heard("sent", 1)], {}, 300, "sent"],
    ["sent and silent", [heard("sent", 1)], {}, 302, "no_receipt"],
    ["only an undocumented word", [heard("held", 1)], {}, 2, "unknown_status"],
    ["a callback resolves a lost answer", [heard("sent", 1)], { submission: "unknown" }, 2, "sent"],
    ["canceled", [created("scheduled", 0.2), heard("canceled", 60)], {}, 99, "canceled"],
  ];

  test.each(cases)("%s", (_, events, facts, afterSeconds, state) => {
    expect(timelineAt(afterSeconds, events, facts).state).toBe(state);
  });

  test("nothing has taken its time while a message is under way", () => {
    expect(timelineAt(2, [created("queued", 0.2), heard("sent", 1)]).took).toBeNull();
  });

  test("a message that was not sent from here starts with its first event", () => {
    const timeline = timelineAt(60, [heard("sent", 5), heard("delivered", 7)], {
      origin: "orphan",
    });
    expect(timeline.hasSubmission).toBe(false);
    expect(timeline.journey.map((entry) => entry.sinceUs)).toEqual([0, seconds(2)]);
  });

  test("from its send time on, a scheduled message's time counts from there", () => {
    const timeline = timelineAt(
      90_000,
      [
        created("scheduled", 0.2),
        heard("queued", 86_399.9),
        heard("sent", 86_401),
        heard("delivered", 86_404),
      ],
      { sendAt: instantAfter(86_400), messagingServiceSid: "MG1" },
    );
    expect(timeline.journey.map((entry) => entry.sinceUs)).toEqual([0.2, -0.1, 1, 4].map(seconds));
    expect(timeline.took).toEqual({ us: seconds(4), isAtMost: false });
  });
});

describe("what should come next", () => {
  const next = (timeline: ReturnType<typeof timelineAt>) =>
    timeline.expected.map((step) => step.status);

  test("a number goes queued, sent, delivered; a service starts at accepted", () => {
    expect(next(timelineAt(0, [], { submission: "pending" }))).toEqual([
      "queued",
      "sent",
      "delivered",
    ]);
    expect(next(timelineAt(0, [], { submission: "pending", messagingServiceSid: "MG1" }))).toEqual([
      "accepted",
      "queued",
      "sent",
      "delivered",
    ]);
  });

  test("of a message from elsewhere only callbacks come, and the first status is never one", () => {
    const events = [heard("held", 1)];
    expect(next(timelineAt(2, events, { origin: "orphan" }))).toEqual(["sent", "delivered"]);
    expect(next(timelineAt(2, events, { origin: "orphan", messagingServiceSid: "MG1" }))).toEqual([
      "queued",
      "sent",
      "delivered",
    ]);
  });

  test("the delivery is expected some seconds after sent", () => {
    const [step] = timelineAt(2, [heard("sent", 1)]).expected;
    expect(step).toMatchObject({
      status: "delivered",
      usuallyWithinSeconds: 6,
      expectedAtUs: SUBMITTED_AT_US + seconds(7),
      isOverdue: false,
    });
  });

  test("what is missing for too long is overdue", () => {
    const timeline = timelineAt(302, [heard("sent", 1)]);
    expect(timeline.expected[0]?.isOverdue).toBe(true);
    expect(timeline.silentForUs).toBe(seconds(301));
  });

  test("a scheduled message is expected from its send time, and is not overdue before it", () => {
    const timeline = timelineAt(3600, [created("scheduled", 0.2)], {
      sendAt: instantAfter(7200),
      messagingServiceSid: "MG1",
    });
    expect(timeline.expected[0]).toMatchObject({
      status: "queued",
      expectedAtUs: SUBMITTED_AT_US + seconds(7201),
      isOverdue: false,
    });
  });

  test.each(["delivered", "undelivered", "failed", "canceled", "read"])(
    "after %s nothing more comes by SMS",
    (word) => {
      const timeline = timelineAt(60, [heard(word, 3)]);
      expect(timeline).toMatchObject({ expected: [], canChange: false, silentForUs: null });
    },
  );

  test("a delivered WhatsApp message may still be read", () => {
    const timeline = timelineAt(60, [heard("delivered", 3)], { channel: "whatsapp" });
    expect(timeline.expected).toMatchObject([{ status: "read", isOptional: true }]);
    expect(timeline.canChange).toBe(true);
  });

  test("a refused message has no future", () => {
    expect(timelineAt(60, [], { submission: "rejected" })).toMatchObject({
      expected: [],
      canChange: false,
      standing: null,
    });
  });
});

const arbitraryEvents = fc
  .array(
    fc.record({
      status: fc.constantFrom(
        "accepted",
        "scheduled",
        "queued",
        "sending",
        "sent",
        "delivered",
        "undelivered",
        "failed",
        "canceled",
        "read",
        "held",
        "",
        "__proto__",
      ),
      source: fc.constantFrom("create_response", "callback", "api"),
      errorCode: fc.constantFrom(null, 30003, 30008),
      afterMs: fc.integer({ min: -50, max: 20 }),
      deliveries: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((events) =>
    events.map(
      ({ afterMs, ...event }, index): TimelineEvent => ({
        ...event,
        source: event.source as TimelineEvent["source"],
        seq: String(index + 1),
        receivedAt: instantAfter(afterMs / 1000),
      }),
    ),
  );

const arbitraryFacts = fc.record({
  origin: fc.constantFrom<TimelineMessage["origin"]>("dashboard", "orphan", "adopted"),
  submission: fc.constantFrom<TimelineMessage["submission"]>(
    "pending",
    "accepted",
    "rejected",
    "unknown",
  ),
  channel: fc.constantFrom("sms", "whatsapp"),
  messagingServiceSid: fc.constantFrom(null, "MG1"),
  sendAt: fc.constantFrom(null, instantAfter(0.005)),
});

describe("for every set of events", () => {
  test("the order in which they are given makes no difference", () => {
    const shuffled = arbitraryEvents.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, arbitraryFacts, ([events, other], facts) => {
        expect(timelineAt(30, other, facts)).toEqual(timelineAt(30, events, facts));
      }),
    );
  });

  test("both orders hold every event exactly once", () => {
    fc.assert(
      fc.property(arbitraryEvents, arbitraryFacts, (events, facts) => {
        const timeline = timelineAt(30, events, facts);
        const all = events.map((event) => event.seq).toSorted();
        const seqs = (entries: readonly TimelineEntry[]) =>
          entries.map((entry) => entry.event.seq).toSorted();
        expect(seqs(timeline.journey)).toEqual(all);
        expect(seqs(timeline.arrival)).toEqual(all);
      }),
    );
  });

  test("arrival runs forward, and the distances add up to the last instant in both orders", () => {
    fc.assert(
      fc.property(arbitraryEvents, arbitraryFacts, (events, facts) => {
        const timeline = timelineAt(30, events, facts);
        const forward = timeline.arrival.slice(1).every((entry) => entry.deltaUs >= 0);
        expect(forward).toBe(true);
        const total = timeline.journey.reduce((sum, entry) => sum + entry.deltaUs, 0);
        expect(timeline.startUs + total).toBe(timeline.journey.at(-1)?.atUs ?? timeline.startUs);
      }),
    );
  });

  test("giving an event twice changes nothing", () => {
    fc.assert(
      fc.property(arbitraryEvents, arbitraryFacts, (events, facts) => {
        expect(timelineAt(30, [...events, ...events], facts)).toEqual(
          timelineAt(30, events, facts),
        );
      }),
    );
  });
});

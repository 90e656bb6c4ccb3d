import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  headlineOf,
  MESSAGE_STATUSES,
  outcomeOf,
  rankOf,
  type StatusObservation,
} from "@/lib/domain/message-status";

function seen(
  status: string,
  receivedAtUs: number,
  more: Partial<StatusObservation> = {},
): StatusObservation {
  return { status, receivedAtUs, source: "callback", errorCode: null, ...more };
}

describe("headlineOf", () => {
  test.each<
    [
      string,
      StatusObservation[],
      { status: string | null; hasConflict: boolean; errorCode: number | null },
    ]
  >([
    ["nothing was observed", [], { status: null, hasConflict: false, errorCode: null }],
    [
      "a late 'sent' never overwrites 'delivered'",
      [seen("delivered", 1), seen("sent", 2)],
      { status: "delivered", hasConflict: false, errorCode: null },
    ],
    [
      "the create response may lose the race to the first callback",
      [seen("sent", 1), seen("queued", 2, { source: "create_response" })],
      { status: "sent", hasConflict: false, errorCode: null },
    ],
    [
      "the failure stands while finals contradict, whichever came first",
      [seen("delivered", 1), seen("undelivered", 2, { errorCode: 30008 })],
      { status: "undelivered", hasConflict: true, errorCode: 30008 },
    ],
    [
      "the earliest of two failures is the headline",
      [seen("failed", 5, { errorCode: 30001 }), seen("undelivered", 3, { errorCode: 30003 })],
      { status: "undelivered", hasConflict: true, errorCode: 30003 },
    ],
    [
      "Twilio's own later answer settles a contradiction and leaves the code",
      [
        seen("undelivered", 1, { errorCode: 30008 }),
        seen("delivered", 2),
        seen("delivered", 3, { source: "api" }),
      ],
      { status: "delivered", hasConflict: false, errorCode: 30008 },
    ],
    [
      "an answer from before the contradiction does not settle it",
      [
        seen("undelivered", 1, { errorCode: 30008 }),
        seen("undelivered", 2, { source: "api" }),
        seen("delivered", 3),
      ],
      { status: "undelivered", hasConflict: true, errorCode: 30008 },
    ],
    [
      "'read' outranks everything, also a failure",
      [seen("undelivered", 1, { errorCode: 63016 }), seen("read", 2)],
      { status: "read", hasConflict: false, errorCode: 63016 },
    ],
    [
      "a failure's code wins over one that came before with another status",
      [seen("sent", 1, { errorCode: 30500 }), seen("failed", 2, { errorCode: 30007 })],
      { status: "failed", hasConflict: false, errorCode: 30007 },
    ],
    [
      "an error code is never erased by a later event without one",
      [seen("undelivered", 1, { errorCode: 30003 }), seen("undelivered", 2)],
      { status: "undelivered", hasConflict: false, errorCode: 30003 },
    ],
    [
      "an unknown word is the headline only where nothing else is known",
      [seen("teleported", 1)],
      { status: "teleported", hasConflict: false, errorCode: null },
    ],
    [
      "a known status outranks an unknown one",
      [seen("queued", 1), seen("teleported", 2)],
      { status: "queued", hasConflict: false, errorCode: null },
    ],
    [
      "'canceled' outranks a contradicting 'delivered' until settled",
      [seen("canceled", 1), seen("delivered", 2)],
      { status: "canceled", hasConflict: true, errorCode: null },
    ],
  ])("%s", (_name, events, expected) => {
    expect(headlineOf(events)).toMatchObject(expected);
  });

  test("is the same for every order and repetition of the same events", () => {
    const anyEvent = fc.record({
      status: fc.constantFrom(...MESSAGE_STATUSES, "teleported", "held"),
      source: fc.constantFrom("create_response" as const, "callback" as const, "api" as const),
      errorCode: fc.option(fc.integer({ min: 30000, max: 30010 }), { nil: null }),
      receivedAtUs: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 12 }).chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], {
              minLength: events.length * 2,
              maxLength: events.length * 2,
            }),
          ),
        ),
        ([events, shuffled]) => {
          expect(headlineOf(shuffled)).toEqual(headlineOf(events));
        },
      ),
    );
  });
});

test("every status word of Twilio's has a rank, and no other word has", () => {
  for (const word of MESSAGE_STATUSES) expect(rankOf(word)).toBeGreaterThanOrEqual(0);
  fc.assert(
    fc.property(fc.string(), (word) => {
      expect(rankOf(`x${word}`)).toBe(-1);
    }),
  );
});

describe("outcomeOf", () => {
  test.each([
    [{ status: null, hasConflict: false }, "pending", "in_flight"],
    [{ status: null, hasConflict: false }, "rejected", "failed"],
    [{ status: null, hasConflict: false }, "unknown", "unknown"],
    [{ status: "teleported", hasConflict: false }, "accepted", "unknown"],
    [{ status: "read", hasConflict: true }, "accepted", "delivered"],
    [{ status: "undelivered", hasConflict: true }, "accepted", "conflict"],
    [{ status: "partially_delivered", hasConflict: false }, "accepted", "sent"],
    [{ status: "scheduled", hasConflict: false }, "accepted", "in_flight"],
    [{ status: "canceled", hasConflict: false }, "accepted", "canceled"],
  ])("of %j, submission %s, is %s", (headline, submission, outcome) => {
    expect(outcomeOf(headline, submission)).toBe(outcome);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  headlineOf,
  MESSAGE_OUTCOMES,
  MESSAGE_STATUSES,
  outcomeOf,
} from "@/lib/domain/message-status";
import { statesOf } from "@/lib/domain/outcome-states";

const words = fc.constantFrom(...MESSAGE_STATUSES, "teleported");
const observations = fc.array(
  fc.record({
    status: words,
    source: fc.constantFrom("create_response", "callback", "api"),
    errorCode: fc.constant(null),
    receivedAtUs: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 5 },
);
const submissions = fc.constantFrom("pending", "accepted", "rejected", "unknown");

describe("the states of outcomes and headlines", () => {
  test("hold every state that any set of events ends in", () => {
    fc.assert(
      fc.property(observations, submissions, (events, submission) => {
        const headline = headlineOf(events);
        const outcome = outcomeOf(headline, submission);
        const ofOutcome = statesOf({ outcomes: [outcome] });
        const isThere = ofOutcome.some(
          ({ status }) => status === undefined || status === headline.status,
        );
        expect(isThere).toBe(true);
      }),
    );
  });

  test("of a headline are found whatever the outcome", () => {
    fc.assert(
      fc.property(observations, submissions, (events, submission) => {
        const headline = headlineOf(events);
        fc.pre(headline.status !== null);
        const outcome = outcomeOf(headline, submission);
        expect(statesOf({ statuses: [headline.status ?? ""] })).toContainEqual({
          outcome,
          status: headline.status,
        });
      }),
    );
  });

  test("of outcomes and headlines that exclude each other are none", () => {
    expect(statesOf({ outcomes: ["delivered"], statuses: ["failed", "teleported"] })).toEqual([]);
  });

  test("of everything are of every outcome", () => {
    expect([...new Set(statesOf({}).map(({ outcome }) => outcome))]).toEqual([...MESSAGE_OUTCOMES]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { waitAfter, waitInWords } from "@/lib/domain/growing-wait";

const limits = { freeTries: 5, longestWaitSeconds: 900 };

describe("waitAfter", () => {
  test("is nothing within the free tries, then doubles up to the longest", () => {
    expect([1, 5, 6, 7, 8, 14, 15, 16, 1_000].map((tries) => waitAfter(tries, limits))).toEqual([
      0, 0, 2, 4, 8, 512, 900, 900, 900,
    ]);
  });

  test("never shrinks as tries grow", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (tries) => {
        expect(waitAfter(tries + 1, limits)).toBeGreaterThanOrEqual(waitAfter(tries, limits));
      }),
    );
  });
});

test.each([
  [0.2, "1 second"],
  [12, "12 seconds"],
  [60, "1 minute"],
  [61, "2 minutes"],
  [900, "15 minutes"],
])("a wait of %d s is said as %s", (seconds, words) => {
  expect(waitInWords(seconds)).toBe(words);
});

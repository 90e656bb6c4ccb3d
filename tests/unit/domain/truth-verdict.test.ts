import { expect, test } from "vitest";
import { compareWithTruth } from "@/lib/domain/truth-verdict";

test.each([
  ["delivered", "delivered", "agrees"],
  ["delivered", "sent", "behind"],
  ["read", "delivered", "behind"],
  ["sent", "delivered", "differs"],
  ["delivered", "undelivered", "differs"],
  ["delivered", "teleported", "behind"],
  ["delivered", null, "missing"],
] as const)("truly %s and shown %s is %s", (truth, headline, verdict) => {
  expect(compareWithTruth(truth, headline)).toBe(verdict);
});

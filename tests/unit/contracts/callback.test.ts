import { describe, expect, test } from "vitest";
import { callbackIdSchema, refusalReasonSchema } from "@/lib/contracts/callback";
import { REFUSAL_REASONS } from "@/lib/twilio/refusal-reason";

test("the contract knows exactly the reasons for which the door refuses", () => {
  expect(refusalReasonSchema.options.toSorted()).toEqual([...REFUSAL_REASONS].sort());
});

describe("a callback's id", () => {
  test.each(["e1", "e120000", "e12-1", "e12-500", "r7"])("may be %s", (id) => {
    expect(callbackIdSchema.safeParse(id).success).toBe(true);
  });

  test.each(["", "e", "e0", "e01", "r0", "r1-1", "e1-0", "E1", "e1 ", "e99999999999999999999"])(
    "may not be %o",
    (id) => {
      expect(callbackIdSchema.safeParse(id).success).toBe(false);
    },
  );
});

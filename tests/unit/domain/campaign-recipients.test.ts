import fc from "fast-check";
import { expect, test } from "vitest";
import { campaignRecipients } from "@/lib/domain/campaign-recipients";

test("recipients are all different numbers, as many as asked for", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000 }),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 10_000 }),
      (count, start) => {
        const recipients = campaignRecipients({ count, start, allowedPrefixes: [] });
        expect(new Set(recipients).size).toBe(count);
        for (const recipient of recipients) expect(recipient).toMatch(/^\+\d{11,12}$/);
      },
    ),
    { numRuns: 30 },
  );
});

test("only countries that may be sent to are used, and none when none may", () => {
  const of = (allowedPrefixes: string[]) =>
    campaignRecipients({ count: 8, start: 7, allowedPrefixes });
  expect(of(["+44"]).every((recipient) => recipient.startsWith("+44"))).toBe(true);
  expect(of(["+44"])).toHaveLength(8);
  expect(of(["+81"])).toEqual([]);
});

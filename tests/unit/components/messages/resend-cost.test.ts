import { expect, test } from "vitest";
import { resendCost } from "@/components/messages/list/resend-cost";

const prices = {
  sms: [{ country: "US", perSegment: 0.0079, unit: "USD" }],
  whatsapp: [{ country: "IE", perSegment: 0.005, unit: "USD" }],
};
const row = (
  channel: "sms" | "whatsapp",
  toCountry: string | null,
  numSegments: number | null,
) => ({ channel, toCountry, numSegments });

test("sending again costs the segments of each at the price of its channel and country", () => {
  const rows = [row("sms", "US", 2), row("sms", "US", null), row("whatsapp", "IE", 1)];
  expect(resendCost(rows, prices)?.amount).toBeCloseTo(0.0079 * 3 + 0.005, 6);
});

test("messages without a known price are counted beside the cost, not in it", () => {
  const rows = [row("sms", "US", 1), row("sms", "IE", 1), row("sms", null, 1)];
  expect(resendCost(rows, prices)).toEqual({ amount: 0.0079, unit: "USD", unknown: 2 });
});

test("without any price there is no cost", () => {
  expect(resendCost([row("sms", "FR", 1)], prices)).toBeNull();
});

import type { MessageRow } from "@/lib/contracts/message";
import type { SendExpectations } from "@/lib/contracts/send-expectations";

export type ResendCost = {
  amount: number;
  unit: string | null;
  /** How many messages are not in it, because no price of their country and channel is known. */
  unknown: number;
};

type Priced = Pick<MessageRow, "channel" | "toCountry" | "numSegments">;

/**
 * What sending rows once more is likely to cost, by what segments to their countries cost lately; null when no price
 * is known. A row that Twilio never cut into segments counts as one.
 */
export function resendCost(
  rows: readonly Priced[],
  pricesOf: Readonly<Record<string, SendExpectations["prices"]>>,
): ResendCost | null {
  let amount = 0;
  let unit: string | null = null;
  let unknown = 0;
  for (const { channel, toCountry, numSegments } of rows) {
    const price = pricesOf[channel]?.find(({ country }) => country === toCountry);
    if (!price) {
      unknown += 1;
      continue;
    }
    amount += price.perSegment * (numSegments || 1);
    unit = price.unit;
  }
  return amount === 0 ? null : { amount, unit, unknown };
}

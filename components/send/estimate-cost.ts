import type { SendExpectations } from "@/lib/contracts/send-expectations";
import type { PlannedMessage } from "@/lib/domain/send-plan";

export type CostEstimate = {
  amount: number;
  unit: string | null;
  /** Countries whose price is not known and not counted. */
  unknown: string[];
};

/** What messages are likely to cost, by what segments to their countries cost lately; null when nothing is known. */
export function estimateCost(
  messages: readonly PlannedMessage[],
  segmentsEach: number,
  { prices }: SendExpectations,
): CostEstimate | null {
  const byCountry = new Map(prices.map((price) => [price.country, price]));
  const unknown = new Set<string>();
  let amount = 0;
  for (const { country } of messages) {
    const price = country === null ? undefined : byCountry.get(country);
    if (price) amount += price.perSegment * segmentsEach;
    else unknown.add(country ?? "other");
  }
  if (amount === 0) return null;
  return { amount, unit: prices[0]?.unit ?? null, unknown: [...unknown] };
}

/** Mobile ranges: what stands before the last digits, and how many digits those are. */
const RANGES = [
  { prefix: "+1312", digits: 7, first: 2_000_000 },
  { prefix: "+447400", digits: 6, first: 0 },
  { prefix: "+35385", digits: 7, first: 0 },
  { prefix: "+1646", digits: 7, first: 2_000_000 },
] as const;

/**
 * Recipients of a made-up campaign, all different, over several countries: plausible numbers for which the simulator
 * has no plan of its own. Another `start` gives others. `allowedPrefixes`: country prefixes that may be sent to; none
 * means any. Answers fewer than `count` only when no range has an allowed prefix: then none.
 */
export function campaignRecipients({
  count,
  start,
  allowedPrefixes,
}: {
  count: number;
  start: number;
  allowedPrefixes: readonly string[];
}): string[] {
  const ranges = RANGES.filter(
    ({ prefix }) =>
      allowedPrefixes.length === 0 || allowedPrefixes.some((allowed) => prefix.startsWith(allowed)),
  );
  return Array.from({ length: ranges.length === 0 ? 0 : count }, (_, index) => {
    const { prefix, digits, first } = ranges[index % ranges.length] ?? RANGES[0];
    const span = 10 ** digits - first;
    const turn = start + Math.floor(index / ranges.length);
    return `${prefix}${String(first + (turn % span)).padStart(digits, "0")}`;
  });
}

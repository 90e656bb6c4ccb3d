/** The values that occur most, the most frequent first; equals in order of appearance. Nulls do not count. */
export function mostFrequent<T>(values: readonly (T | null)[], limit: number): T[] {
  const counts = new Map<T, number>();
  for (const value of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([value]) => value);
}

/** Gives each item of a list that never changes its place as its key; the items may repeat. */
export function numbered<T>(items: readonly T[]): { key: string; item: T }[] {
  return items.map((item, index) => ({ key: String(index), item }));
}

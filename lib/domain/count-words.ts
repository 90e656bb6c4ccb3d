/** How many of what, for reading: `1 row`, `1,284 rows`. The noun takes a plain s. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

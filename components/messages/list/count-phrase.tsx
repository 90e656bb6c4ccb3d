import type { BoundedCount } from "@/lib/contracts/message-list";
import { formatCount } from "./filter-words";

export type CountPhraseProps = { count: BoundedCount; isNarrowed: boolean };

/** How many there are, as a sentence begins: `1,284`, `12 match`, `none match`. */
export function CountPhrase({ count, isNarrowed }: CountPhraseProps) {
  if (count.count === 0) return isNarrowed ? "none match" : "none";
  return (
    <>
      <span className="mono text-small">{formatCount(count)}</span>
      {isNarrowed && (count.count === 1 ? " matches" : " match")}
    </>
  );
}

import type { Phrase } from "@/lib/domain/timeline-sentence";
import { ClockTime } from "./clock-time";
import { numbered } from "./numbered";

/** What became of the message, in words. */
export function Sentence({ phrases, startUs }: { phrases: readonly Phrase[]; startUs: number }) {
  return numbered(phrases).map(({ key, item: phrase }) => {
    if (typeof phrase === "string") return phrase;
    if ("strong" in phrase) {
      return (
        <strong key={key} className="font-medium text-ink">
          {phrase.strong}
        </strong>
      );
    }
    return <ClockTime key={key} atUs={phrase.atUs} unlikeDayOfUs={startUs} />;
  });
}

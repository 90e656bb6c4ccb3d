import { Mark } from "@/components/ui/mark";
import type { TimelineEntry } from "@/lib/domain/timeline-entries";
import { ApiGlyph, LateGlyph } from "../track/glyphs";
import { lookOf } from "../track/state-sheet";
import { StatusIcon } from "../track/status-icon";

const ORDINAL_RULES = new Intl.PluralRules("en", { type: "ordinal" });
const ORDINAL_ENDINGS: Record<Intl.LDMLPluralRule, string> = {
  one: "st",
  two: "nd",
  few: "rd",
  other: "th",
  zero: "th",
  many: "th",
};

function ordinal(position: number): string {
  return `${position}${ORDINAL_ENDINGS[ORDINAL_RULES.select(position)]}`;
}

/** What is unusual about an event. */
export function EntryMarks({ entry }: { entry: TimelineEntry }) {
  const { event } = entry;
  return (
    <>
      {entry.isRecovered && (
        <Mark tone={lookOf(event.status).tone}>
          <ApiGlyph /> recovered from API
        </Mark>
      )}
      {entry.isLate && (
        <Mark tone="amber">
          <LateGlyph /> late, arrived {ordinal(entry.arrival)}
        </Mark>
      )}
      {event.deliveries > 1 && (
        <Mark>
          <StatusIcon status="repeated" className="text-current" /> repeated ×{event.deliveries}
        </Mark>
      )}
      {entry.isAgain && event.source === "callback" && <Mark>again</Mark>}
      {entry.contradicts !== null && (
        <Mark tone="amber">
          <StatusIcon status="conflict" /> contradicts {entry.contradicts}
        </Mark>
      )}
      {entry.isSettling && <Mark tone={lookOf(event.status).tone}>decides</Mark>}
      {entry.isUnknown && <Mark tone="violet">unknown status</Mark>}
    </>
  );
}

import type { ReactNode } from "react";
import { GhostPost, Milepost } from "./track/milepost";

const R = 4;
const C = 9;

const ENTRIES: readonly { words: string; glyph: ReactNode }[] = [
  {
    words: "passed",
    glyph: <Milepost x={C} y={C} radius={R} word="sent" isStanding={false} />,
  },
  {
    words: "where it stands",
    glyph: <Milepost x={C} y={C} radius={R} word="delivered" isStanding />,
  },
  { words: "expected next", glyph: <GhostPost x={C} y={C} radius={R} /> },
  { words: "where it failed", glyph: <Milepost x={C} y={C} radius={R} word="failed" isStanding /> },
  {
    words: "recovered from API",
    glyph: <Milepost x={C} y={C} radius={R} word="read" isStanding isRecovered />,
  },
  {
    words: "arrived late",
    glyph: <Milepost x={C} y={C - 2} radius={R} word="sent" isStanding={false} hasLateTick />,
  },
  {
    words: "unknown status",
    glyph: <Milepost x={C} y={C} radius={R} word="another" isStanding />,
  },
  {
    words: "endings in conflict",
    glyph: <path d={`M1 ${C}h16`} className="stroke-amber" strokeWidth={4} strokeDasharray="2 2" />,
  },
];

/** What the marks of the track mean. */
export function MessageLegend() {
  return (
    <>
      <h2 className="mb-1 font-semibold">Legend</h2>
      <ul className="grid grid-cols-2 gap-x-3 text-ink-2 text-small leading-6">
        {ENTRIES.map(({ words, glyph }) => (
          <li key={words} className="flex items-center gap-2">
            <svg
              aria-hidden="true"
              width={18}
              height={18}
              fill="none"
              className="shrink-0 overflow-visible"
            >
              {glyph}
            </svg>
            {words}
          </li>
        ))}
      </ul>
    </>
  );
}

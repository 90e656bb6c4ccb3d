import type { ReactNode } from "react";
import type { GlyphName } from "./state-sheet";

function Dot({ x, y, r = 0.95 }: { x: number; y: number; r?: number }) {
  return <circle cx={x} cy={y} r={r} fill="currentColor" stroke="none" />;
}

const QUESTION = (
  <>
    <path d="M6.3 6.3a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.2" />
    <Dot x={8} y={11.1} r={0.85} />
  </>
);

/** What stands within the disc of a state, on a grid of 16. */
export const INNER_GLYPHS: Record<Exclude<GlyphName, "repeated" | "refused">, ReactNode> = {
  accepted: <Dot x={8} y={8} r={1.6} />,
  scheduled: <path d="M8 4.9V8l2.1 1.4" />,
  queued: (
    <>
      <Dot x={5.2} y={8} />
      <Dot x={8} y={8} />
      <Dot x={10.8} y={8} />
    </>
  ),
  sending: <path d="M8 10.9V5.4M5.7 7.6 8 5.3l2.3 2.3" />,
  sent: <path d="M5.1 8h5.5M8.4 5.7 10.7 8l-2.3 2.3" />,
  delivered: <path d="M5.3 8.2 7.2 10.1 10.8 6" />,
  undelivered: <path d="m5.9 5.9 4.2 4.2M10.1 5.9 5.9 10.1" />,
  failed: (
    <>
      <path d="M8 4.75v3.7" />
      <Dot x={8} y={10.95} r={0.95} />
    </>
  ),
  canceled: <path d="M5.3 8h5.4" />,
  rejected: <path d="m3.8 12.2 8.4-8.4" />,
  read: <path d="M3.4 8.3 5.6 10.5 9.6 5.9m-1.7 4.4.2.2 4.3-4.8" />,
  conflict: <path d="M5.2 6.7h5.6M5.2 9.4h5.6M9.7 4.7 6.3 11.4" />,
  unknown: QUESTION,
  orphan: <Dot x={8} y={8} r={1.6} />,
};

/** States whose outline is not a circle. */
export const OWN_OUTLINES: Partial<Record<GlyphName, ReactNode>> = {
  failed: (
    <>
      <path d="M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4z" />
      {INNER_GLYPHS.failed}
    </>
  ),
  read: <path d="M1.5 8.4 4.4 11.3 10 4.9m-2.4 5.9.5.5 6.4-6.8" />,
  repeated: (
    <path d="M3 7.25A3.5 3.5 0 0 1 6.5 3.75H13M10.75 1.5 13 3.75 10.75 6M13 8.75a3.5 3.5 0 0 1-3.5 3.5H3M5.25 14.5 3 12.25 5.25 10" />
  ),
  refused: (
    <path d="M8 1.75 13 3.6v3.9c0 3.2-2.1 5.5-5 6.75-2.9-1.25-5-3.55-5-6.75V3.6zM6.3 6.2l3.4 3.4M9.7 6.2 6.3 9.6" />
  ),
};

/** A post that was drawn where it belongs, not where it came. */
export function LateGlyph() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-3 shrink-0" {...OUTLINE}>
      <path d="M12.5 12.5V7.75A3.25 3.25 0 0 0 9.25 4.5H3M5.75 1.75 3 4.5l2.75 2.75" />
    </svg>
  );
}

/** Read from Twilio's API. */
export function ApiGlyph() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-3 shrink-0" {...OUTLINE}>
      <path d="M13.25 8A5.25 5.25 0 1 1 11.7 4.25l1.55 1.5M13.25 2.5v3.25H10" />
    </svg>
  );
}

export const OUTLINE = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

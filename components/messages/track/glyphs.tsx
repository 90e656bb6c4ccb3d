import type { GlyphName } from "./state-sheet";

/** Path data of a drawing on a grid of 16: what is stroked, and what is filled. Each begins absolutely, to be joined. */
export type Glyph = { lines?: string; dots?: string };

/** Path data of a circle, to a hundredth. */
export function circlePath(x: number, y: number, r: number): string {
  const [startX, width] = [x + r, 2 * r].map((length) => Math.round(length * 100) / 100);
  return `M${startX} ${y}a${r} ${r} 0 1 1-${width} 0 ${r} ${r} 0 1 1 ${width} 0z`;
}

/** What stands within the disc of a state. */
export const INNER_GLYPHS: Record<Exclude<GlyphName, "repeated" | "refused">, Glyph> = {
  accepted: { dots: circlePath(8, 8, 1.6) },
  scheduled: { lines: "M8 4.9V8l2.1 1.4" },
  queued: { dots: [5.2, 8, 10.8].map((x) => circlePath(x, 8, 0.95)).join("") },
  sending: { lines: "M8 10.9V5.4M5.7 7.6 8 5.3l2.3 2.3" },
  sent: { lines: "M5.1 8h5.5M8.4 5.7 10.7 8l-2.3 2.3" },
  delivered: { lines: "M5.3 8.2 7.2 10.1 10.8 6" },
  undelivered: { lines: "M5.9 5.9l4.2 4.2M10.1 5.9 5.9 10.1" },
  failed: { lines: "M8 4.75v3.7", dots: circlePath(8, 10.95, 0.95) },
  canceled: { lines: "M5.3 8h5.4" },
  rejected: { lines: "M3.8 12.2l8.4-8.4" },
  read: { lines: "M3.4 8.3 5.6 10.5 9.6 5.9m-1.7 4.4.2.2 4.3-4.8" },
  conflict: { lines: "M5.2 6.7h5.6M5.2 9.4h5.6M9.7 4.7 6.3 11.4" },
  unknown: {
    lines: "M6.3 6.3a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.2",
    dots: circlePath(8, 11.1, 0.85),
  },
  orphan: { dots: circlePath(8, 8, 1.6) },
};

/** States whose outline is not a circle. */
export const OWN_OUTLINES: Partial<Record<GlyphName, Glyph>> = {
  failed: {
    lines: `M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4z${INNER_GLYPHS.failed.lines}`,
    dots: INNER_GLYPHS.failed.dots,
  },
  read: { lines: "M1.5 8.4 4.4 11.3 10 4.9m-2.4 5.9.5.5 6.4-6.8" },
  repeated: {
    lines:
      "M3 7.25A3.5 3.5 0 0 1 6.5 3.75H13M10.75 1.5 13 3.75 10.75 6M13 8.75a3.5 3.5 0 0 1-3.5 3.5H3M5.25 14.5 3 12.25 5.25 10",
  },
  refused: {
    lines:
      "M8 1.75 13 3.6v3.9c0 3.2-2.1 5.5-5 6.75-2.9-1.25-5-3.55-5-6.75V3.6zM6.3 6.2l3.4 3.4M9.7 6.2 6.3 9.6",
  },
};

/** The drawing itself, to stand in an svg that sets the strokes. */
export function GlyphPaths({ lines, dots }: Glyph) {
  return (
    <>
      {lines && <path d={lines} />}
      {dots && <path d={dots} fill="currentColor" stroke="none" />}
    </>
  );
}

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

/** A slide rule for time: equal ratios are equal distances, and what is shorter than its start is drawn linearly. */
export type TrackScale = {
  /** Where `seconds` since submission stand, in px. */
  toX: (seconds: number) => number;
  originX: number;
  /** Left of it nothing is to scale. */
  startX: number;
  endX: number;
};

export type Tick = { seconds: number; x: number; label: string | null };

export const ROW_TRACK = { width: 176, height: 36, baseline: 18, originX: 4, endX: 166 } as const;

const ROW_START_X = 14;
const PX_PER_DECADE = 29;
const START_SECONDS = 0.1;

/** The ruler that all rows of a list share: x = 14 + (log10 seconds + 1) · 29 px. */
export const rowScale: TrackScale = {
  originX: ROW_TRACK.originX,
  startX: ROW_START_X,
  endX: ROW_TRACK.endX,
  toX: (seconds) =>
    seconds < START_SECONDS
      ? ROW_TRACK.originX +
        (ROW_START_X - ROW_TRACK.originX) * positiveShare(seconds, START_SECONDS)
      : ROW_START_X + (Math.log10(seconds) + 1) * PX_PER_DECADE,
};

function positiveShare(seconds: number, startSeconds: number): number {
  return Math.max(seconds, 0) / startSeconds;
}

const BIG_ORIGIN_X = 6;
const BIG_START_X = 32;
const BIG_MARGIN_RIGHT = 24;

/**
 * The same ruler, stretched over `width` px so that it reaches from `startSeconds` to `spanSeconds` (at least
 * half a decade later).
 */
export function bigScale(
  width: number,
  spanSeconds: number,
  startSeconds = START_SECONDS,
): TrackScale {
  const endX = Math.max(width - BIG_MARGIN_RIGHT, BIG_START_X + 1);
  const decades = Math.max(Math.log10(spanSeconds / startSeconds), 0.5);
  const pxPerDecade = (endX - BIG_START_X) / decades;
  return {
    originX: BIG_ORIGIN_X,
    startX: BIG_START_X,
    endX,
    toX: (seconds) =>
      seconds < startSeconds
        ? BIG_ORIGIN_X + (BIG_START_X - BIG_ORIGIN_X) * positiveShare(seconds, startSeconds)
        : BIG_START_X + Math.log10(seconds / startSeconds) * pxPerDecade,
  };
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** From, step, to: a tick for each step, in whole units of what a clock shows. */
const TICK_STEPS: readonly (readonly [number, number, number])[] = [
  [0.001, 0.001, 0.01],
  [0.01, 0.01, 0.1],
  [0.1, 0.1, 1],
  [1, 1, 10],
  [10, 10, MINUTE],
  [MINUTE, MINUTE, 10 * MINUTE],
  [10 * MINUTE, 10 * MINUTE, HOUR],
  [HOUR, HOUR, 10 * HOUR],
  [10 * HOUR, 7 * HOUR, DAY],
  [DAY, DAY, 10 * DAY],
  [10 * DAY, 10 * DAY, 100 * DAY],
];

const TICK_SECONDS = TICK_STEPS.flatMap(([from, step, to]) =>
  Array.from({ length: Math.round((to - from) / step) }, (_, index) => round3(from + index * step)),
);

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const BIG_LABELS: ReadonlyMap<number, string> = new Map([
  [0.001, "1 ms"],
  [0.01, "10 ms"],
  [0.1, "0.1 s"],
  [1, "1 s"],
  [10, "10 s"],
  [MINUTE, "1 min"],
  [10 * MINUTE, "10 min"],
  [HOUR, "1 h"],
  [10 * HOUR, "10 h"],
  [DAY, "1 d"],
  [10 * DAY, "10 d"],
]);

const LABEL_GAP_PX = 12;
const PX_PER_MONO_CHARACTER = 6.4;

/** The ticks of a scale up to its end. A label is left out where it would touch the one before it. */
export function ticksOf(scale: TrackScale, labelEndX = scale.endX): Tick[] {
  let freeFromX = Number.NEGATIVE_INFINITY;
  return TICK_SECONDS.map((seconds) => ({ seconds, x: scale.toX(seconds) }))
    .filter(({ x }) => x >= scale.startX - 0.01 && x <= scale.endX + 0.01)
    .map(({ seconds, x }) => {
      const label = BIG_LABELS.get(seconds) ?? null;
      const halfWidth = ((label?.length ?? 0) * PX_PER_MONO_CHARACTER) / 2;
      const fits = label !== null && x - halfWidth >= freeFromX && x + halfWidth <= labelEndX;
      if (fits) freeFromX = x + halfWidth + LABEL_GAP_PX;
      return { seconds, x, label: fits ? label : null };
    });
}

const ROW_LABELS: ReadonlyMap<number, string> = new Map([
  [1, "1s"],
  [10, "10s"],
  [MINUTE, "1m"],
  [10 * MINUTE, "10m"],
  [HOUR, "1h"],
]);

/** The ticks of the rows' ruler, from 0.2 s to 1 h; the labelled ones are also the lines through every row. */
export const ROW_TICKS: readonly Tick[] = TICK_SECONDS.filter(
  (seconds) => seconds > START_SECONDS && seconds <= HOUR,
).map((seconds) => ({
  seconds,
  x: rowScale.toX(seconds),
  label: ROW_LABELS.get(seconds) ?? null,
}));

export type WantedPost = {
  x: number;
  /** The least distance from the post before it. */
  gap: number;
};

/**
 * Where posts stand: each where its time is, but at least its gap behind the one before it (the first at least at
 * `firstX`), and none beyond `endX`. Where there are too many for that, all gaps shrink alike. Expects the order
 * of the journey; the answer never runs backwards.
 */
export function spreadPosts(
  wanted: readonly WantedPost[],
  { firstX, endX }: { firstX: number; endX: number },
): number[] {
  const needed = wanted.slice(1).reduce((sum, post) => sum + post.gap, 0);
  const shrink = Math.min(Math.max(endX - firstX, 0) / Math.max(needed, 1), 1);
  const gapAt = (index: number) => (wanted[index]?.gap ?? 0) * shrink;
  let x = Number.NEGATIVE_INFINITY;
  const forward = wanted.map((post, index) => {
    x = Math.max(post.x, index === 0 ? firstX : x + gapAt(index));
    return x;
  });
  let limit = endX;
  return forward
    .map((placed, index) => ({ placed, gapBehind: gapAt(index + 1) }))
    .toReversed()
    .map(({ placed, gapBehind }, index) => {
      limit = Math.min(placed, index === 0 ? endX : limit - gapBehind);
      return limit;
    })
    .toReversed();
}

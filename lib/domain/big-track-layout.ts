import { type Label, type LabelPlace, placeLabels } from "./label-placement";
import { type PlacedTrack, placeTrack, type TrackSegment } from "./track-placement";
import type { Track } from "./track-posts";
import { bigScale, spreadPosts, type Tick, ticksOf } from "./track-ruler";

type TrackLabel = Label & { word: string; isStanding: boolean; isGhost: boolean };

export type BigTrackLayout = PlacedTrack & {
  width: number;
  height: number;
  baseline: number;
  rulerY: number;
  rulerEndX: number;
  ticks: readonly Tick[];
  labels: readonly (TrackLabel & LabelPlace)[];
  /** From where a late post arrived back to where it belongs. */
  elbows: readonly { fromX: number; toX: number }[];
  quarantined: readonly { word: string; x: number }[];
};

const LABEL_LINE = 17;
const BIG_POST_GAP = 16;
const HELD_CLEARANCE = 8;

/**
 * The large track with its labels and slide rule, `width` px wide. `quarantined`: callbacks that were refused and
 * claim to be about this message, in seconds like the posts.
 */
export function layoutBigTrack(
  track: Track,
  width: number,
  quarantined: readonly { word: string; seconds: number }[] = [],
): BigTrackLayout {
  const { startSeconds, spanSeconds } = reachOf(track, quarantined);
  const scale = bigScale(width, spanSeconds, startSeconds);
  const claimed = new Set(quarantined.map(({ word }) => word));
  const ghosts = track.ghosts.filter(({ word }) => !claimed.has(word));
  const placed = placeTrack({ ...track, ghosts }, scale, {
    gap: BIG_POST_GAP,
    wideGap: 40,
    firstX: scale.originX + 14,
    lastX: scale.endX,
    hatchStart: 11,
    hatchEnd: 9,
    lineClearance: 7,
    ghostGap: BIG_POST_GAP,
  });
  const lastX = placed.posts.at(-1)?.x ?? placed.originX;
  const heldXs = spreadPosts(
    quarantined.map(({ seconds }) => ({ x: scale.toX(seconds), gap: BIG_POST_GAP })),
    { firstX: lastX + BIG_POST_GAP, endX: scale.endX + 8 },
  );
  const held = quarantined.map(({ word }, index) => ({ word, x: heldXs[index] ?? lastX }));
  const isAtRest = track.nowSeconds === null && track.silentSeconds === null;
  const trail = held.map(({ x }, index): TrackSegment => {
    const fromX = held[index - 1]?.x ?? lastX;
    return { kind: "waiting", fromX: fromX + HELD_CLEARANCE, toX: x - HELD_CLEARANCE };
  });
  const labels = labelsOf(placed, held, width, track.hasSubmission);
  const baseline = 26 + Math.max(0, ...labels.map((label) => label.level)) * LABEL_LINE;
  return {
    ...placed,
    segments: isAtRest ? [...placed.segments, ...trail] : placed.segments,
    width,
    height: baseline + 38,
    baseline,
    rulerY: baseline + 15,
    rulerEndX: scale.endX + 8,
    ticks: ticksOf({ ...scale, endX: scale.endX + 8 }, width),
    labels,
    elbows: placed.posts
      .filter((post) => post.isLate)
      .map((post) => ({ fromX: scale.toX(post.arrivedSeconds), toX: post.x })),
    quarantined: held,
  };
}

const LONGEST_START_SECONDS = 0.1;
const SHORTEST_START_SECONDS = 0.001;
const SHORTEST_SPAN_UNDER_WAY_SECONDS = 8;
const SPARE = 1.25;
const ROUNDING = 1e-9;

/**
 * From a decade that leaves at most one post before it (0.1 s, or less for what was over sooner) to a little
 * behind the last thing to show.
 */
function reachOf(track: Track, quarantined: readonly { seconds: number }[]) {
  const drawn = [
    ...track.posts.map((post) => post.seconds),
    ...track.ghosts.map((ghost) => ghost.seconds),
    ...quarantined.map(({ seconds }) => seconds),
  ].toSorted((a, b) => a - b);
  const second = Math.min(drawn[1] ?? LONGEST_START_SECONDS, LONGEST_START_SECONDS);
  const startSeconds =
    10 ** Math.floor(Math.log10(Math.max(second, SHORTEST_START_SECONDS)) + ROUNDING);
  const least = track.ghosts.length > 0 ? SHORTEST_SPAN_UNDER_WAY_SECONDS : startSeconds * 10;
  const last = Math.max(
    least,
    ...drawn,
    ...track.posts.map((post) => post.arrivedSeconds),
    track.nowSeconds ?? 0,
    track.silentSeconds ?? 0,
  );
  return { startSeconds, spanSeconds: last * SPARE };
}

const WORDS: Readonly<Record<string, string>> = {
  no_answer: "no answer",
  no_receipt: "no receipt",
  partially_delivered: "partly delivered",
};

function labelsOf(
  placed: PlacedTrack,
  held: readonly { word: string; x: number }[],
  width: number,
  hasSubmission: boolean,
): BigTrackLayout["labels"] {
  const { originX, silentX } = placed;
  const named: TrackLabel[] = [
    ...(hasSubmission ? [toOriginLabel(originX)] : []),
    ...placed.posts.map((post) => ({ ...toLabel(post.word, post.x), isStanding: post.isStanding })),
    ...[...placed.ghosts, ...held].map(({ word, x }) => ({ ...toLabel(word, x), isGhost: true })),
    ...(silentX === null ? [] : [{ ...toLabel("no_receipt", silentX), isStanding: true }]),
  ];
  return placeLabels(named, width);
}

function toOriginLabel(x: number): TrackLabel {
  return { ...toLabel("submitted", x), anchor: "start", isGhost: true };
}

function toLabel(word: string, x: number): TrackLabel {
  const text = WORDS[word] ?? word;
  return { word, text, x, anchor: "middle", isStanding: false, isGhost: false };
}

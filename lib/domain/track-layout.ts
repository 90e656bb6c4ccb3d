import { isFinalStatus } from "./message-status";
import type { Track, TrackNote, TrackPost } from "./track-posts";
import {
  bigScale,
  type Label,
  type LabelPlace,
  placeLabels,
  ROW_TRACK,
  rowScale,
  spreadPosts,
  type Tick,
  type TrackScale,
  ticksOf,
} from "./track-ruler";

/**
 * `travelled`: passed · `conflict`: between two endings that deny each other · `live`: from the last post to now ·
 * `waiting`: to what should come · `silent`: a receipt that has not come · `cut`: the wait of a scheduled message.
 */
export type TrackSegment = {
  kind: "travelled" | "conflict" | "live" | "waiting" | "silent" | "cut";
  fromX: number;
  toX: number;
};

export type PlacedPost = TrackPost & { x: number };

type Placed = {
  originX: number;
  posts: readonly PlacedPost[];
  segments: readonly TrackSegment[];
  ghosts: readonly { word: string; x: number }[];
  silentX: number | null;
};

export type RowTrackLayout = Placed & {
  note: (TrackNote & { x: number; y: number; anchor: "start" | "end" }) | null;
};

/** Clearances in px around the posts of one size. */
type Measures = {
  gap: number;
  /** Between endings that deny each other, and over the cut-out wait of a scheduled message. */
  wideGap: number;
  firstX: number;
  lastX: number;
  hatchStart: number;
  hatchEnd: number;
  lineClearance: number;
  ghostGap: number;
};

const ROW_MEASURES: Measures = {
  gap: 9,
  wideGap: 24,
  firstX: 13,
  lastX: ROW_TRACK.endX,
  hatchStart: 7,
  hatchEnd: 6,
  lineClearance: 4,
  ghostGap: 12,
};

function place(track: Track, scale: TrackScale, measures: Measures): Placed {
  const { originX } = scale;
  const xs = spreadPosts(
    track.posts.map((post, index) => ({
      x: scale.toX(post.seconds),
      gap: post.isAfterWait || deniesEarlier(track, index) ? measures.wideGap : measures.gap,
    })),
    { firstX: measures.firstX, endX: measures.lastX },
  );
  const posts = track.posts.map((post, index) => ({ ...post, x: xs[index] ?? originX }));
  const segments = travelledSegments(track, posts, originX, measures);
  let endX = posts.at(-1)?.x ?? originX;

  if (track.nowSeconds !== null) {
    const room = measures.ghostGap * track.ghosts.length;
    const nowX = clamp(scale.toX(track.nowSeconds), endX + 5, measures.lastX - room);
    if (nowX > endX) segments.push({ kind: "live", fromX: endX, toX: nowX });
    endX = Math.max(endX, nowX);
  }
  const ghosts = spreadPosts(
    track.ghosts.map((ghost) => ({ x: scale.toX(ghost.seconds), gap: measures.ghostGap })),
    {
      firstX: endX + measures.ghostGap - 4,
      endX: Math.max(measures.lastX, endX + measures.ghostGap - 4),
    },
  ).map((x, index) => ({ word: track.ghosts[index]?.word ?? "", x }));
  const clearance = measures.lineClearance;
  for (const { x } of ghosts) {
    segments.push({ kind: "waiting", fromX: endX + clearance - 1, toX: x - clearance });
    endX = x;
  }
  let silentX: number | null = null;
  if (track.silentSeconds !== null) {
    silentX = Math.max(Math.min(scale.toX(track.silentSeconds), measures.lastX), endX + 16);
    segments.push({ kind: "silent", fromX: endX + clearance + 1, toX: silentX - clearance });
  }
  return { originX, posts, segments, ghosts, silentX };
}

function deniesEarlier({ isContradictory, posts }: Track, index: number): boolean {
  const isEnding = (post: TrackPost | undefined) =>
    post?.isStanding === true && isFinalStatus(post.word);
  return isContradictory && isEnding(posts[index]) && posts.slice(0, index).some(isEnding);
}

function travelledSegments(
  track: Track,
  posts: readonly PlacedPost[],
  originX: number,
  { hatchStart, hatchEnd, lineClearance }: Measures,
): TrackSegment[] {
  const segments: TrackSegment[] = [];
  const standing = track.isContradictory ? posts.filter((post) => isFinalStatus(post.word)) : [];
  const first = standing[0];
  const last = standing.at(-1);
  let fromX = originX;
  for (const post of posts) {
    const isDenied = first && last && post.x > first.x && post.x <= last.x;
    if (post.isAfterWait) {
      segments.push({ kind: "cut", fromX, toX: post.x });
    } else if (isDenied) {
      segments.push({ kind: "conflict", fromX: fromX + hatchStart, toX: post.x - hatchEnd });
    } else if (post.word === "no_answer") {
      segments.push({ kind: "waiting", fromX, toX: post.x - lineClearance });
    } else {
      segments.push({ kind: "travelled", fromX, toX: post.x });
    }
    fromX = post.x;
  }
  return segments.filter((segment) => segment.toX > segment.fromX);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

const PX_PER_NOTE_CHARACTER = 5.6;
const NOTE_MAX_CHARACTERS = 18;
const NOTE_GAP = 10;

/** How much of a note may stand beyond the drawing, in the free space of its column. */
const NOTE_OVERHANG = 12;

/** The track of a row. Every number is in px of a drawing of `ROW_TRACK.width` by `ROW_TRACK.height`. */
export function layoutRowTrack(track: Track): RowTrackLayout {
  const shortened = { ...track, ghosts: track.ghosts.slice(-1) };
  const placed = place(shortened, rowScale, ROW_MEASURES);
  if (!track.note) return { ...placed, note: null };
  const text =
    track.note.text.length > NOTE_MAX_CHARACTERS
      ? `${track.note.text.slice(0, NOTE_MAX_CHARACTERS - 1)}…`
      : track.note.text;
  const ends = [placed.posts.at(-1)?.x, placed.ghosts.at(-1)?.x, placed.silentX, placed.originX];
  const x = Math.max(...ends.map((end) => end ?? 0)) + NOTE_GAP;
  const fits = x + text.length * PX_PER_NOTE_CHARACTER <= ROW_TRACK.width + NOTE_OVERHANG;
  return {
    ...placed,
    note: fits
      ? { ...track.note, text, x, y: ROW_TRACK.baseline + 3.6, anchor: "start" }
      : { ...track.note, text, x: ROW_TRACK.width, y: 9, anchor: "end" },
  };
}

export type TrackLabel = Label & { word: string; isStanding: boolean; isGhost: boolean };

export type BigTrackLayout = Placed & {
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
  const placed = place({ ...track, ghosts }, scale, {
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
  placed: Placed,
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

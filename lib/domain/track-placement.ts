import { isFinalStatus } from "./message-status";
import type { Track, TrackPost } from "./track-posts";
import { spreadPosts, type TrackScale } from "./track-ruler";

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

export type PlacedTrack = {
  originX: number;
  posts: readonly PlacedPost[];
  segments: readonly TrackSegment[];
  ghosts: readonly { word: string; x: number }[];
  silentX: number | null;
};

/** Clearances in px around the posts of one size. */
export type TrackMeasures = {
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

/** Where the posts, the line between them and what is still to come stand on a scale, in px. */
export function placeTrack(track: Track, scale: TrackScale, measures: TrackMeasures): PlacedTrack {
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
  { hatchStart, hatchEnd, lineClearance }: TrackMeasures,
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

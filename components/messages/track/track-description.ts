import { formatSpan } from "@/lib/domain/duration-format";
import type { StatusTimeline } from "@/lib/domain/status-timeline";
import type { Track } from "@/lib/domain/track-posts";
import { lookOf } from "./state-sheet";

const US_PER_SECOND = 1_000_000;

/** A track for those who do not see it: "queued after 214 ms, sent after 1.2 s (late), then expected: delivered". */
export function describeTrack(track: Track, timeline: StatusTimeline): string {
  const posts = track.posts.map((post) => {
    if (post.word === "rejected" || post.word === "no_answer") return lookOf(post.word).word;
    const marks = [post.isLate && "late", post.isRecovered && "from Twilio's API"].filter(Boolean);
    const after = formatSpan(post.arrivedSeconds * US_PER_SECOND);
    return `${post.word} after ${after}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
  });
  const parts = [posts.length > 0 ? posts.join(", ") : "submitted"];
  if (timeline.isContradictory) parts.push("the endings contradict each other");
  if (timeline.state === "no_receipt") parts.push("no receipt");
  if (track.ghosts.length > 0) {
    parts.push(`expected: ${track.ghosts.map((ghost) => ghost.word).join(", ")}`);
  }
  return parts.join("; ");
}

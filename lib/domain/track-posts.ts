import { isMessageStatus } from "./message-status";
import type { StatusTimeline } from "./status-timeline";
import { elapsedUs, isAfterDue, type TimelineEntry } from "./timeline-entries";

/** One milepost: all status events of one word. */
export type TrackPost = {
  /** The status word; `rejected` and `no_answer` stand for a message that Twilio never spoke about. */
  word: string;
  /** Where it belongs on the ruler: when it came, or, if it came late, between its neighbours. */
  seconds: number;
  arrivedSeconds: number;
  /** It is the headline, or one of two endings that contradict each other: it keeps its colour. */
  isStanding: boolean;
  isLate: boolean;
  isRecovered: boolean;
  /** The send time of a scheduled message lies before it: the wait is cut out of the ruler. */
  isAfterWait: boolean;
};

export type TrackNote = {
  kind: "conflict" | "unknown" | "recovered" | "orphan" | "late" | "repeated";
  text: string;
};

/** What a track of any size shows. Seconds count from submission, or from the send time once that has passed. */
export type Track = {
  /** False for a message that was not sent from here: its track begins with its first event. */
  hasSubmission: boolean;
  posts: readonly TrackPost[];
  /** What should still come, nearest first. */
  ghosts: readonly { word: string; seconds: number }[];
  isContradictory: boolean;
  /** The message is under way: its line runs on to here. */
  nowSeconds: number | null;
  /** No receipt has come: the silence reaches to here. */
  silentSeconds: number | null;
  /** It is expected to move at any moment. */
  isPulsing: boolean;
  note: TrackNote | null;
};

const US_PER_SECOND = 1_000_000;
const EARLIEST_SECONDS = 0.1;

/** What the track of a message shows at `nowUs`. */
export function trackOf(timeline: StatusTimeline, origin: string, nowUs: number): Track {
  const toSeconds = (atUs: number) => elapsedUs(timeline, atUs) / US_PER_SECOND;
  const { state, expected, isContradictory } = timeline;
  const ghosts = expected
    .filter((step) => !step.isOptional)
    .map((step) => ({
      word: step.status,
      seconds: toSeconds(step.expectedAtUs ?? nowUs),
    }));
  const isWaitingForDue = timeline.dueUs !== null && nowUs < timeline.dueUs;
  const isUnderWay = ghosts.length > 0 && !isWaitingForDue && state !== "no_receipt";
  return {
    hasSubmission: timeline.hasSubmission,
    posts: [...postsOf(timeline), ...silentPosts(state)],
    ghosts: state === "no_receipt" ? [] : ghosts,
    isContradictory,
    nowSeconds: isUnderWay ? toSeconds(nowUs) : null,
    silentSeconds: state === "no_receipt" ? toSeconds(nowUs) : null,
    isPulsing: isUnderWay && !expected.some((step) => step.isOverdue),
    note: noteOf(timeline, origin),
  };
}

function silentPosts(state: string): TrackPost[] {
  if (state !== "rejected" && state !== "no_answer") return [];
  return [
    {
      word: state,
      seconds: EARLIEST_SECONDS,
      arrivedSeconds: EARLIEST_SECONDS,
      isStanding: true,
      isLate: false,
      isRecovered: false,
      isAfterWait: false,
    },
  ];
}

function postsOf(timeline: StatusTimeline): TrackPost[] {
  const entries = timeline.journey.filter(
    (entry, index, all) =>
      all.findIndex((other) => other.event.status === entry.event.status) === index,
  );
  const seconds = placeLate(entries);
  const endings = timeline.isContradictory
    ? timeline.endings.map(({ event }) => event.status)
    : [timeline.headline.status];
  const firstAfterWait = entries.findIndex((entry) => isAfterDue(timeline, entry.atUs));
  return entries.map((entry, index) => ({
    word: entry.event.status,
    seconds: seconds[index] ?? 0,
    arrivedSeconds: entry.sinceUs / US_PER_SECOND,
    isStanding: endings.includes(entry.event.status) || entry.isUnknown,
    isLate: entry.isLate,
    isRecovered: entry.isRecovered,
    isAfterWait: index === firstAfterWait,
  }));
}

/** A post that came after its successors stands at the geometric mean of its neighbours' times. */
function placeLate(entries: readonly TimelineEntry[]): number[] {
  const arrived = entries.map((entry) => entry.sinceUs / US_PER_SECOND);
  const latestPossible = arrived.map((_, index) => Math.min(...arrived.slice(index)));
  let previous = EARLIEST_SECONDS;
  return arrived.map((own, index) => {
    const limit = latestPossible[index] ?? own;
    const placed = own > limit ? Math.sqrt(previous * Math.max(limit, previous)) : own;
    previous = Math.max(placed, EARLIEST_SECONDS);
    return placed;
  });
}

function noteOf(timeline: StatusTimeline, origin: string): TrackNote | null {
  if (timeline.isContradictory) return { kind: "conflict", text: "conflict" };
  const unknown = timeline.arrival.findLast((entry) => entry.isUnknown);
  if (unknown) return { kind: "unknown", text: unknown.event.status };
  if (timeline.standing?.isRecovered) return { kind: "recovered", text: "via API" };
  if (origin === "orphan") return { kind: "orphan", text: "orphan" };
  if (timeline.arrival.some((entry) => entry.isLate)) return { kind: "late", text: "late" };
  const times = mostDeliveries(timeline);
  return times > 1 ? { kind: "repeated", text: `×${times}` } : null;
}

function mostDeliveries(timeline: StatusTimeline): number {
  const byWord = new Map<string, number>();
  for (const { event } of timeline.arrival) {
    if (event.source !== "callback" || !isMessageStatus(event.status)) continue;
    byWord.set(event.status, (byWord.get(event.status) ?? 0) + Math.max(event.deliveries, 1));
  }
  return Math.max(0, ...byWord.values());
}

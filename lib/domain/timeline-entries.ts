import { instantToUs } from "./instant";
import { isFinalStatus, rankOf, type StatusSource, UNKNOWN_RANK } from "./message-status";

/** What a timeline needs of one status event; `receivedAt` and `redeliveredAt` are ISO instants, microseconds. */
export type TimelineEvent = {
  seq: string;
  status: string;
  source: StatusSource;
  errorCode: number | null;
  receivedAt: string;
  deliveries: number;
  redeliveredAt?: readonly string[];
};

/** One status event, with what its place among the others says about it. */
export type TimelineEntry<E extends TimelineEvent = TimelineEvent> = {
  event: E;
  atUs: number;
  /** From the entry before it in the same order (the first: from the start); negative when it came before that. */
  deltaUs: number;
  /** From submission; after the send time of a scheduled message, from that. */
  sinceUs: number;
  /** 1 for the event that came first. */
  arrival: number;
  /** It came after an event of a higher rank. */
  isLate: boolean;
  /** The entry's word was observed before, by another event. */
  isAgain: boolean;
  /** The word is not one of Twilio's documented ones. */
  isUnknown: boolean;
  /** Only Twilio's API told this word: no callback and no create response did. */
  isRecovered: boolean;
  /** An earlier ending that this one denies. */
  contradicts: string | null;
  /** It is the answer of Twilio's API that settled a contradiction. */
  isSettling: boolean;
  repeatedAtUs: readonly number[];
};

export type PlacedEvent<E extends TimelineEvent> = { event: E; atUs: number; rank: number };

/** The events by receive time; events of the same microsecond in the order of recording. One per `seq`. */
export function inArrivalOrder<E extends TimelineEvent>(events: readonly E[]): PlacedEvent<E>[] {
  const bySeq = new Map<string, E>();
  for (const event of events) {
    const standing = bySeq.get(event.seq);
    if (!standing || event.deliveries > standing.deliveries) bySeq.set(event.seq, event);
  }
  return [...bySeq.values()]
    .map((event) => ({ event, atUs: instantToUs(event.receivedAt), rank: rankOf(event.status) }))
    .sort((a, b) => a.atUs - b.atUs || compareSeq(a.event.seq, b.event.seq));
}

/** `seq` is a whole number written in decimal, too large for a double. */
function compareSeq(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

/**
 * The events as the message lived them: by rank, then receive time. A word without a rank stands right behind
 * the furthest post that had been reached when it came. Expects arrival order.
 */
export function inJourneyOrder<P extends { rank: number }>(arrived: readonly P[]): P[] {
  const behind = new Map<P | null, P[]>();
  let furthest: P | null = null;
  for (const placed of arrived) {
    if (placed.rank === UNKNOWN_RANK) {
      behind.set(furthest, [...(behind.get(furthest) ?? []), placed]);
    } else if (furthest === null || placed.rank >= furthest.rank) {
      furthest = placed;
    }
  }
  const ranked = arrived
    .filter((placed) => placed.rank !== UNKNOWN_RANK)
    .toSorted((a, b) => a.rank - b.rank);
  return [
    ...(behind.get(null) ?? []),
    ...ranked.flatMap((placed) => [placed, ...(behind.get(placed) ?? [])]),
  ];
}

type Marks = Pick<
  TimelineEntry,
  "arrival" | "isLate" | "isAgain" | "isUnknown" | "isRecovered" | "contradicts" | "isSettling"
>;

export type MarkedEvent<E extends TimelineEvent> = PlacedEvent<E> & Marks;

/**
 * What the arrival of each event says about it. Expects arrival order; `settledWord` is the ending that Twilio's
 * API decided for.
 */
export function markArrivals<E extends TimelineEvent>(
  arrived: readonly PlacedEvent<E>[],
  settledWord: string | null,
): MarkedEvent<E>[] {
  const toldUnasked = new Set(
    arrived.filter(({ event }) => event.source !== "api").map(({ event }) => event.status),
  );
  const settling = arrived.findLast(
    ({ event }) => event.source === "api" && event.status === settledWord,
  );
  const seen = new Set<string>();
  let highest = UNKNOWN_RANK;
  let firstEnding: string | null = null;
  return arrived.map((placed, index) => {
    const { event, rank } = placed;
    const { status } = event;
    const isAgain = seen.has(status);
    const marked = {
      ...placed,
      arrival: index + 1,
      isLate: event.source !== "api" && rank !== UNKNOWN_RANK && rank < highest,
      isAgain,
      isUnknown: rank === UNKNOWN_RANK,
      isRecovered: !toldUnasked.has(status),
      contradicts: !isAgain && denies(status, firstEnding) ? firstEnding : null,
      isSettling: placed === settling,
    };
    seen.add(status);
    highest = Math.max(highest, rank);
    if (isFinalStatus(status)) firstEnding ??= status;
    return marked;
  });
}

/** A second ending denies the first; `read` denies every ending but `delivered`. */
function denies(word: string, firstEnding: string | null): boolean {
  if (firstEnding === null) return false;
  return word === "read"
    ? firstEnding !== "delivered"
    : isFinalStatus(word) && word !== firstEnding;
}

/** From when an entry's time counts: submission, or the send time of a scheduled message. Microseconds. */
export type TimelineClock = { startUs: number; dueUs: number | null };

const DUE_TOLERANCE_US = 60_000_000;

/** Whether the send time of a scheduled message has come, give or take a minute: clocks differ. */
export function isAfterDue({ dueUs }: TimelineClock, atUs: number): boolean {
  return dueUs !== null && atUs >= dueUs - DUE_TOLERANCE_US;
}

/** Time since submission; once the send time has come, time since that. */
export function elapsedUs(clock: TimelineClock, atUs: number): number {
  return atUs - (isAfterDue(clock, atUs) ? (clock.dueUs ?? atUs) : clock.startUs);
}

/** Entries in the given order, each with its distance from the one before. */
export function toEntries<E extends TimelineEvent>(
  ordered: readonly MarkedEvent<E>[],
  clock: TimelineClock,
): TimelineEntry<E>[] {
  return ordered.map(({ rank: _, ...marked }, index) => ({
    ...marked,
    deltaUs: marked.atUs - (ordered[index - 1]?.atUs ?? clock.startUs),
    sinceUs: elapsedUs(clock, marked.atUs),
    repeatedAtUs: (marked.event.redeliveredAt ?? []).map(instantToUs).toSorted((a, b) => a - b),
  }));
}

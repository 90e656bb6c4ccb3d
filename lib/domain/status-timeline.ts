import { type ExpectedStep, expectedSteps, hasReadReceipts, OPTIONAL_READ } from "./expected-steps";
import { instantToUs } from "./instant";
import { type MessageState, messageStateOf } from "./message-state";
import {
  FINAL_RANK,
  FINAL_STATUSES,
  type Headline,
  headlineOf,
  isFinalStatus,
  type MessageOutcome,
  outcomeOf,
  type StatusSource,
  UNKNOWN_RANK,
} from "./message-status";
import {
  inArrivalOrder,
  inJourneyOrder,
  markArrivals,
  type PlacedEvent,
  type TimelineEntry,
  type TimelineEvent,
  toEntries,
} from "./timeline-entries";

/** What a timeline needs of a message. Every `…At` is an ISO instant in UTC. */
export type TimelineMessage<E extends TimelineEvent = TimelineEvent> = {
  createdAt: string;
  origin: "dashboard" | "api" | "orphan" | "adopted";
  submission: "pending" | "accepted" | "rejected" | "unknown";
  channel: string;
  messagingServiceSid: string | null;
  sendAt: string | null;
  events: readonly E[];
};

/** `isAtMost`: it was learned from Twilio's API afterwards, so it happened at some time before. */
export type Took = { us: number; isAtMost: boolean };

export type StatusTimeline<E extends TimelineEvent = TimelineEvent> = {
  state: MessageState;
  headline: Headline;
  outcome: MessageOutcome;
  /** Two different endings, neither settled by Twilio's API nor outdone by `read`. */
  isContradictory: boolean;
  /** Submission; for a message that was not sent from here its first event. */
  startUs: number;
  /** False for a message that was not sent from here. */
  hasSubmission: boolean;
  /** The send time of a scheduled message. */
  dueUs: number | null;
  journey: readonly TimelineEntry<E>[];
  arrival: readonly TimelineEntry<E>[];
  /** The entry whose word is the headline. */
  standing: TimelineEntry<E> | null;
  /** The first event of each ending, in order of arrival. */
  endings: readonly TimelineEntry<E>[];
  /** The answer of Twilio's API that settled a contradiction. */
  settledBy: TimelineEntry<E> | null;
  /** From submission (scheduled: from the send time) to the ending. */
  took: Took | null;
  /** The same to `read`. */
  readTook: Took | null;
  /** What should come next, nearest first. */
  expected: readonly ExpectedStep[];
  /** Since the furthest post, while another one is expected. */
  silentForUs: number | null;
  /** False when no further status can come. */
  canChange: boolean;
  /** Deliveries of callbacks, repetitions included. */
  callbackCount: number;
  apiReadCount: number;
};

/**
 * The timeline of a message at `nowUs` (microseconds since 1970): a pure function of the set of its status
 * events, the same for every order in which they are given. Unknown words are entries like any other. Throws
 * RangeError for a text that is not an instant.
 */
export function buildStatusTimeline<E extends TimelineEvent>(
  message: TimelineMessage<E>,
  nowUs: number,
): StatusTimeline<E> {
  const arrived = inArrivalOrder(message.events);
  const headline = headlineOf(arrived.map(({ event, atUs }) => ({ ...event, receivedAtUs: atUs })));
  const { status } = headline;
  const createdAtUs = instantToUs(message.createdAt);
  const hasSubmission = wasSentFromHere(message);
  const startUs = hasSubmission ? createdAtUs : (arrived[0]?.atUs ?? createdAtUs);
  const dueUs = message.sendAt === null ? null : instantToUs(message.sendAt);

  const clock = { startUs, dueUs };
  const marked = markArrivals(arrived, settledWordOf(arrived, headline));
  const arrival = toEntries(marked, clock);
  const journey = toEntries(inJourneyOrder(marked), clock);
  const first = (word: string | null) => arrival.find((entry) => entry.event.status === word);
  const settledBy = arrival.find((entry) => entry.isSettling) ?? null;

  const sentAtUs = first("sent")?.atUs ?? first("partially_delivered")?.atUs ?? null;
  const { submission } = message;
  const state = messageStateOf({ status, submission, createdAtUs, sentAtUs }, nowUs);
  const isContradictory = headline.hasConflict && status !== "read";
  const mayBeRead = state === "delivered" && hasReadReceipts(message.channel);
  const reached = furthestReached(arrived, startUs);
  const steps =
    state === "rejected" || state === "no_answer"
      ? []
      : expectedSteps(toPathFacts(message), reached, dueUs, nowUs);

  return {
    state,
    headline,
    outcome: outcomeOf(headline, submission),
    isContradictory,
    startUs,
    hasSubmission,
    dueUs,
    journey,
    arrival,
    standing: settledBy ?? first(status) ?? null,
    endings: arrival.filter((entry) => isFinalStatus(entry.event.status) && !entry.isAgain),
    settledBy,
    took: headline.rank < FINAL_RANK ? null : tookTo(deliveryOf(status) ?? first(status)),
    readTook: tookTo(first("read")),
    expected: mayBeRead && !isContradictory ? [OPTIONAL_READ] : steps,
    silentForUs: steps.length > 0 ? Math.max(nowUs - reached.atUs, 0) : null,
    canChange: steps.length > 0 || state === "no_answer" || isContradictory || mayBeRead,
    callbackCount: sumOf(arrived, "callback", (event) => Math.max(event.deliveries, 1)),
    apiReadCount: sumOf(arrived, "api", () => 1),
  };

  function deliveryOf(word: string | null) {
    return word === "read" ? first("delivered") : undefined;
  }
}

function wasSentFromHere({ origin }: TimelineMessage): boolean {
  return origin === "dashboard" || origin === "api";
}

function toPathFacts(message: TimelineMessage) {
  return {
    hasSubmission: wasSentFromHere(message),
    usesService: message.messagingServiceSid !== null,
    isScheduled: message.sendAt !== null,
  };
}

/** The ending that Twilio's API decided for, when there was a contradiction and the headline follows it. */
function settledWordOf(
  arrived: readonly PlacedEvent<TimelineEvent>[],
  headline: Headline,
): string | null {
  const contradicts =
    FINAL_STATUSES.filter((word) => arrived.some(({ event }) => event.status === word)).length > 1;
  return contradicts && !headline.hasConflict && headline.status !== "read"
    ? headline.status
    : null;
}

function tookTo(entry: TimelineEntry | undefined): Took | null {
  return entry ? { us: entry.sinceUs, isAtMost: entry.isRecovered } : null;
}

function furthestReached(arrived: readonly PlacedEvent<TimelineEvent>[], startUs: number) {
  let reached = { rank: UNKNOWN_RANK, atUs: startUs };
  for (const { rank, atUs } of arrived) if (rank > reached.rank) reached = { rank, atUs };
  return reached;
}

function sumOf(
  arrived: readonly PlacedEvent<TimelineEvent>[],
  source: StatusSource,
  weigh: (event: TimelineEvent) => number,
): number {
  return arrived
    .filter(({ event }) => event.source === source)
    .reduce((sum, { event }) => sum + weigh(event), 0);
}

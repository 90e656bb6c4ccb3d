/**
 * Twilio's status words for outbound messages.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
 */
export const MESSAGE_STATUSES = [
  "scheduled",
  "accepted",
  "queued",
  "sending",
  "sent",
  "partially_delivered",
  "delivered",
  "undelivered",
  "failed",
  "canceled",
  "read",
] as const;

export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** One status per message among which a second, different one is a contradiction. */
export const FINAL_STATUSES = ["delivered", "undelivered", "failed", "canceled"] as const;

export type FinalStatus = (typeof FINAL_STATUSES)[number];

export const FINAL_RANK = 50;
export const UNKNOWN_RANK = -1;

/** Where an observation comes from. */
export const STATUS_SOURCES = ["create_response", "callback", "api"] as const;
export type StatusSource = (typeof STATUS_SOURCES)[number];

/** What the headline rule needs of one status event. `receivedAtUs`: microseconds since 1970, UTC. */
export type StatusObservation = {
  status: string;
  source: StatusSource;
  errorCode: number | null;
  receivedAtUs: number;
};

export const MESSAGE_OUTCOMES = [
  "in_flight",
  "sent",
  "delivered",
  "failed",
  "canceled",
  "conflict",
  "unknown",
] as const;
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

export type Headline = {
  /** The one status shown: a Twilio word, an unknown word, or null when nothing was observed. */
  status: string | null;
  rank: number;
  /** Two different final words that Twilio's API has not settled. */
  hasConflict: boolean;
  errorCode: number | null;
};

/** Whether a word is one of Twilio's. Total. */
export function isMessageStatus(word: string): word is MessageStatus {
  return (MESSAGE_STATUSES as readonly string[]).includes(word);
}

/** Whether a word is one of the finals that may contradict each other. Total. */
export function isFinalStatus(word: string): word is FinalStatus {
  return (FINAL_STATUSES as readonly string[]).includes(word);
}

/** Whether a status says that the message did not arrive. Total. */
export function isFailure(word: string): boolean {
  return word === "undelivered" || word === "failed";
}

/** Rank of a status word; `UNKNOWN_RANK` for a word that is not Twilio's. */
export function rankOf(word: string): number {
  if (!isMessageStatus(word)) return UNKNOWN_RANK;
  switch (word) {
    case "accepted":
    case "scheduled":
      return 0;
    case "queued":
      return 10;
    case "sending":
      return 20;
    case "sent":
      return 30;
    case "partially_delivered":
      return 35;
    case "delivered":
    case "undelivered":
    case "failed":
    case "canceled":
      return FINAL_RANK;
    case "read":
      return 60;
  }
}

const BELOW_FINAL = [
  "partially_delivered",
  "sent",
  "sending",
  "queued",
  "accepted",
  "scheduled",
] as const;

/**
 * The headline of a message: a pure function of the set of its status events, whatever their order or
 * repetition. Highest rank wins; among contradicting finals the earliest failure stands until a later read of
 * Twilio's API settles it; an error code is never erased. The SQL form is the generated columns of `messages` in
 * prisma/migrations.
 */
export function headlineOf(events: readonly StatusObservation[]): Headline {
  const firstSeenUs = new Map<string, number>();
  let api: { word: string; atUs: number } | null = null;
  let unknown: { word: string; atUs: number } | null = null;
  let error: { isFailure: boolean; atUs: number; code: number } | null = null;

  for (const event of events) {
    const { status, receivedAtUs: atUs } = event;
    firstSeenUs.set(status, Math.min(firstSeenUs.get(status) ?? Number.POSITIVE_INFINITY, atUs));
    if (rankOf(status) === UNKNOWN_RANK && isEarlier({ word: status, atUs }, unknown)) {
      unknown = { word: status, atUs };
    }
    if (
      event.source === "api" &&
      rankOf(status) >= FINAL_RANK &&
      isLater({ word: status, atUs }, api)
    ) {
      api = { word: status, atUs };
    }
    if (event.errorCode !== null) {
      const candidate = { isFailure: isFailure(status), atUs, code: event.errorCode };
      if (error === null || isStrongerError(candidate, error)) error = candidate;
    }
  }

  const finals = FINAL_STATUSES.filter((word) => firstSeenUs.has(word));
  const lastFinalUs = Math.max(...finals.map((word) => firstSeenUs.get(word) ?? 0));
  const contradicts = finals.length > 1;
  const settled = contradicts && api !== null && api.atUs >= lastFinalUs ? api.word : null;
  const status = headlineWord(firstSeenUs, settled, unknown?.word ?? null);
  return {
    status,
    rank: status === null ? UNKNOWN_RANK : rankOf(status),
    hasConflict: contradicts && settled === null,
    errorCode: error?.code ?? null,
  };
}

function headlineWord(
  firstSeenUs: ReadonlyMap<string, number>,
  settled: string | null,
  unknown: string | null,
): string | null {
  if (firstSeenUs.has("read")) return "read";
  if (settled !== null) return settled;
  const undeliveredUs = firstSeenUs.get("undelivered");
  const failedUs = firstSeenUs.get("failed");
  if (undeliveredUs !== undefined && (failedUs === undefined || undeliveredUs < failedUs)) {
    return "undelivered";
  }
  if (failedUs !== undefined) return "failed";
  if (firstSeenUs.has("canceled")) return "canceled";
  if (firstSeenUs.has("delivered")) return "delivered";
  return BELOW_FINAL.find((word) => firstSeenUs.has(word)) ?? unknown;
}

type Dated = { word: string; atUs: number };

function isEarlier(candidate: Dated, standing: Dated | null): boolean {
  if (standing === null || candidate.atUs < standing.atUs) return true;
  return candidate.atUs === standing.atUs && candidate.word < standing.word;
}

function isLater(candidate: Dated, standing: Dated | null): boolean {
  if (standing === null || candidate.atUs > standing.atUs) return true;
  return candidate.atUs === standing.atUs && candidate.word > standing.word;
}

type ErrorMark = { isFailure: boolean; atUs: number; code: number };

function isStrongerError(candidate: ErrorMark, standing: ErrorMark): boolean {
  if (candidate.isFailure !== standing.isFailure) return candidate.isFailure;
  if (candidate.atUs !== standing.atUs) return candidate.atUs < standing.atUs;
  return candidate.code < standing.code;
}

/** What became of a message, in the words of the list's tabs. Its SQL form is the column `outcome`. */
export function outcomeOf(
  headline: Pick<Headline, "status" | "hasConflict">,
  submission: string,
): MessageOutcome {
  const { status } = headline;
  if (headline.hasConflict && status !== "read") return "conflict";
  if (status === null) {
    if (submission === "rejected") return "failed";
    return submission === "unknown" ? "unknown" : "in_flight";
  }
  if (!isMessageStatus(status)) return "unknown";
  switch (status) {
    case "delivered":
    case "read":
      return "delivered";
    case "undelivered":
    case "failed":
      return "failed";
    case "canceled":
      return "canceled";
    case "sent":
    case "partially_delivered":
      return "sent";
    case "sending":
    case "queued":
    case "accepted":
    case "scheduled":
      return "in_flight";
  }
}

/** A message that stands at `sent` for longer than this is shown as "sent, no receipt". */
export const NO_RECEIPT_AFTER_SECONDS = 300;

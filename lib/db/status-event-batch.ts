import "server-only";
import { hash } from "node:crypto";
import { FINAL_RANK, rankOf, UNKNOWN_RANK } from "@/lib/domain/message-status";
import type { NewStatusEvent } from "./new-status-event";
import { storableText } from "./storable-text";

/** The words that have a column of `messages` for when they were first observed. */
export const STATUS_COLUMNS = [
  "accepted",
  "scheduled",
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

const KNOWN_WORDS: ReadonlySet<string> = new Set(STATUS_COLUMNS);

/** One event of a batch, with those that were the same event again. */
export type BatchedEvent = { event: NewStatusEvent; redeliveredAt: string[] };

/** What a batch tells of one SID: its events, and their join for the message's row. */
export type BatchedMessage = { sid: string; ourId: string | null; events: BatchedEvent[] };

export type StatusEventBatch = {
  messages: BatchedMessage[];
  /** For each event that was given, the one it became. */
  places: BatchedEvent[];
};

/**
 * Gathers events by SID, and repetitions of one event into one: ON CONFLICT cannot meet a row twice in a statement.
 * Throws nothing.
 */
export function gatherBySid(events: readonly NewStatusEvent[]): StatusEventBatch {
  const messages = new Map<string, BatchedMessage>();
  const known = new Map<string, BatchedEvent>();
  const places = events.map((event) => {
    const message = messages.get(event.sid) ?? { sid: event.sid, ourId: null, events: [] };
    messages.set(event.sid, message);
    message.ourId ??= event.messageId;
    const key = `${event.sid} ${event.eventKey}`;
    const standing = known.get(key);
    if (standing) {
      addRepetition(standing, event);
      return standing;
    }
    const place = { event, redeliveredAt: [] };
    known.set(key, place);
    message.events.push(place);
    return place;
  });
  return { messages: [...messages.values()], places };
}

function addRepetition(standing: BatchedEvent, event: NewStatusEvent): void {
  if (event.receivedAt >= standing.event.receivedAt) {
    standing.redeliveredAt.push(event.receivedAt);
    return;
  }
  standing.redeliveredAt.push(standing.event.receivedAt);
  standing.event = event;
}

/** A message's row as `milepost_record_status_events` takes it; `index` ties its events to it. */
export function toMessageInput({ sid, ourId, events }: BatchedMessage, index: number) {
  const inOrder =
    events.length === 1
      ? events
      : events.toSorted((one, other) => compare(one.event.receivedAt, other.event.receivedAt));
  const observed = inOrder.map(({ event }) => event);
  const first = <Value>(pick: (event: NewStatusEvent) => Value | null) =>
    observed.map(pick).find((value) => value !== null) ?? null;
  const addressed = observed.find((event) => event.to !== null);
  return {
    m: index,
    our_id: ourId,
    orphan_id: orphanIdOf(sid),
    sid,
    account_sid: first((event) => event.accountSid),
    to_address: storableOrNull(addressed?.to ?? null),
    to_digits: addressed?.toDigits ?? null,
    to_country: addressed?.toCountry ?? null,
    from_address: storableOrNull(first((event) => event.from)),
    messaging_service_sid: storableOrNull(first((event) => event.messagingServiceSid)),
    channel: observed[0]?.channel,
    first_at: observed[0]?.receivedAt,
    last_at: observed.at(-1)?.receivedAt,
    ...joinStatuses(observed),
  };
}

/** The join of docs/decisions/headline-rule.md over events in the order of their reception. */
function joinStatuses(
  observed: readonly NewStatusEvent[],
): Record<string, string | number | boolean> {
  const join: Record<string, string | number | boolean> = {};
  for (const { status, source, errorCode, receivedAt } of observed) {
    const rank = rankOf(status);
    if (KNOWN_WORDS.has(status)) join[`${status}_at`] ??= receivedAt;
    if (rank === UNKNOWN_RANK) {
      const word = storableText(status);
      const isEarlier = join.unknown_status_at === receivedAt && word < String(join.unknown_status);
      if (join.unknown_status === undefined || isEarlier) {
        join.unknown_status = word;
        join.unknown_status_at = receivedAt;
      }
    }
    if (source === "api" && rank >= FINAL_RANK) {
      const isEarlier = join.api_status_at === receivedAt && status < String(join.api_status);
      if (!isEarlier) {
        join.api_status = status;
        join.api_status_at = receivedAt;
      }
    }
    if (errorCode !== null) {
      const isFailure = status === "undelivered" || status === "failed";
      const isStronger = isFailure && join.error_is_failure === false;
      const isTie = isFailure === join.error_is_failure && receivedAt === join.error_at;
      const isSmaller = isTie && errorCode < Number(join.error_code);
      if (join.error_code === undefined || isStronger || isSmaller) {
        join.error_code = errorCode;
        join.error_at = receivedAt;
        join.error_is_failure = isFailure;
      }
    }
  }
  return join;
}

/** An event as `milepost_record_status_events` takes it: the `n`th, of the `m`th message. */
export function toEventInput({ event, redeliveredAt }: BatchedEvent, n: number, m: number) {
  return {
    n,
    m,
    event_key: event.eventKey,
    source: event.source,
    status: storableText(event.status),
    error_code: event.errorCode,
    params: event.params.map(([name, value]) => [storableText(name), storableText(value)]),
    raw_body: event.rawBody === null ? null : base64Of(event.rawBody),
    query: storableText(event.query),
    headers: event.headers.map(([name, value]) => [storableText(name), storableText(value)]),
    key_label: event.keyLabel,
    received_at: event.receivedAt,
    redelivered_at: redeliveredAt,
  };
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An orphan's id follows from its SID, so that two processes that meet it at once mean the same row. */
export function orphanIdOf(sid: string): string {
  const digest = hash("sha256", sid, "buffer");
  let id = "msg_";
  for (let index = 0; index < 26; index += 1) id += ALPHABET[(digest[index] ?? 0) % 32];
  return id;
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function storableOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

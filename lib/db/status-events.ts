import "server-only";
import { claimOrphan } from "./claim-orphan";
import { isLostRace } from "./database-error";
import type { NewStatusEvent } from "./new-status-event";
import { type Database, poolOf } from "./prisma";
import {
  type BatchedEvent,
  type BatchedMessage,
  gatherBySid,
  toEventInput,
  toMessageInput,
} from "./status-event-batch";

export type RecordedStatusEvent = {
  messageId: string;
  seq: string;
  /** False when the same event had come before. */
  isNew: boolean;
  /** True when the message was not known, and exists now because of this event. */
  isOrphan: boolean;
};

const MAX_LOST_RACES = 8;

/**
 * Records status events and moves the headlines of their messages: one SQL statement, so all or nothing.
 * A message is found by SID, else by our id; else an orphan is created. Answers in the order of `events`.
 * Throws the database's error when it could not be recorded; nothing is recorded then.
 * docs/decisions/group-commit.md explains the statement, its locks and its plan.
 */
export async function recordStatusEvents(
  db: Database,
  events: readonly NewStatusEvent[],
): Promise<RecordedStatusEvent[]> {
  if (events.length === 0) return [];
  const { messages, places } = gatherBySid(events);
  const answers = await runUntilRaceIsWon(db, messages);
  const claimantOf = await claimOrphans(db, answers.values());
  const told = new Set<BatchedEvent>();
  return places.map((place) => {
    const answer = answers.get(place);
    if (!answer || answer.message_id === null || answer.seq === null) {
      throw new Error("A status event was not recorded although its statement succeeded.");
    }
    const isNew = answer.is_new === true && !told.has(place);
    told.add(place);
    const messageId = claimantOf.get(answer.message_id) ?? answer.message_id;
    return { messageId, seq: answer.seq, isNew, isOrphan: answer.is_orphan };
  });
}

async function claimOrphans(
  db: Database,
  answers: Iterable<StatementAnswer>,
): Promise<ReadonlyMap<string, string>> {
  const claimantOf = new Map<string, string>();
  for (const { claimant, message_id: orphanId } of answers) {
    if (claimant === null || orphanId === null || claimantOf.has(orphanId)) continue;
    await claimOrphan(db, { messageId: claimant, orphanId });
    claimantOf.set(orphanId, claimant);
  }
  return claimantOf;
}

type StatementAnswer = {
  n: number;
  message_id: string | null;
  seq: string | null;
  is_new: boolean | null;
  is_orphan: boolean;
  claimant: string | null;
};

const RECORD_STATUS_EVENTS = "SELECT * FROM milepost_record_status_events($1::jsonb, $2::jsonb)";

/**
 * Runs the statement until every event is recorded. Those of a message that took another SID while the statement
 * waited are not recorded by it; they alone are run again, and see that SID.
 */
async function runUntilRaceIsWon(
  db: Database,
  messages: readonly BatchedMessage[],
): Promise<Map<BatchedEvent, StatementAnswer>> {
  const answers = new Map<BatchedEvent, StatementAnswer>();
  const settledIds = new Set<string | null>([null]);
  let waiting = messages;
  let lost = 0;
  while (waiting.length > 0) {
    if (lost > MAX_LOST_RACES) throw new Error("A status event did not find its message.");
    try {
      const sent = oneSidPerId(waiting, settledIds);
      const events = sent.flatMap((message) => message.events);
      const input = sent.flatMap((message, m) => message.events.map((event) => ({ event, m })));
      const { rows } = await poolOf(db).query<StatementAnswer>(RECORD_STATUS_EVENTS, [
        JSON.stringify(sent.map(toMessageInput)),
        JSON.stringify(input.map(({ event, m }, n) => toEventInput(event, n, m))),
      ]);
      const recorded = rows.filter((row) => row.seq !== null);
      for (const row of recorded) answers.set(events[row.n] as BatchedEvent, row);
      const isLeft = ({ events: own }: BatchedMessage) => own.some((event) => !answers.has(event));
      for (const message of sent) if (!isLeft(message)) settledIds.add(message.ourId);
      waiting = waiting.filter(isLeft);
      if (recorded.length === 0) lost += 1;
    } catch (error) {
      if (lost === MAX_LOST_RACES || !isLostRace(error)) throw error;
      lost += 1;
    }
  }
  return answers;
}

/**
 * Two SIDs that claim one id of ours must meet in two statements: the second then sees that the first has it.
 * `settledIds` need no such care any more.
 */
function oneSidPerId(
  messages: readonly BatchedMessage[],
  settledIds: ReadonlySet<string | null>,
): BatchedMessage[] {
  const claimed = new Set<string | null>();
  return messages.filter(({ ourId }) => {
    if (settledIds.has(ourId)) return true;
    const isFirst = !claimed.has(ourId);
    claimed.add(ourId);
    return isFirst;
  });
}

import "server-only";
import {
  type MessageFilters,
  type MessageList,
  outcomeFilterSchema,
  PAGE_SIZE,
} from "@/lib/contracts/message-list";
import type { MessageCriteria } from "@/lib/db/message-branches";
import { countOutcomes, listMessageRows, type MessageRowRecord } from "@/lib/db/message-rows";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import {
  type CursorDirection,
  decodeMessageCursor,
  encodeMessageCursor,
} from "@/lib/domain/message-cursor";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { toMessageRow } from "./message-contracts";
import { filterCriteria, outcomeCriteria, overdueBefore } from "./message-criteria";
import { readTrackEvents } from "./read-track-events";
import { findSight } from "./sight";

/** Only so many of the newest are counted: beyond it the page says "10,000+". Narrowed ones lie far apart, words are dear. */
const COUNT_LIMIT = 10_000;
const NARROWED_COUNT_LIMIT = 1_000;
const WORDS_COUNT_LIMIT = 500;

/**
 * A page of messages, newest first, with the counts of every outcome tab under the same filters.
 * Throws `invalid_input` for a cursor that is not one of ours.
 */
export async function listMessages(
  viewer: Viewer,
  filters: MessageFilters,
  { db = database(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<MessageList> {
  assertCan(viewer, "messages.read");
  const sight = await findSight(db, viewer);
  const shared = await filterCriteria(db, filters, { now, sight });
  const criteria = {
    ...shared,
    ...(filters.outcome ? outcomeCriteria(filters.outcome, now) : {}),
  };
  const position = filters.cursor === undefined ? null : readCursor(filters.cursor);
  const limit = countLimit(shared);
  const [{ found, events }, { counted, byOutcome }] = await Promise.all([
    listRowsWithEvents(db, {
      criteria,
      limit: PAGE_SIZE + 1,
      ...(position ? { [position.direction]: position.at } : {}),
    }),
    countOutcomes(db, { criteria: shared, overdueBefore: overdueBefore(now), limit: limit + 1 }),
  ]);
  const isMore = counted > limit;

  const isTowardsNewer = position?.direction === "newerThan";
  const hasMore = found.length > PAGE_SIZE;
  const rows = isTowardsNewer ? found.slice(-PAGE_SIZE) : found.slice(0, PAGE_SIZE);
  const hasOlder = isTowardsNewer || hasMore;
  const hasNewer = position !== null && (!isTowardsNewer || hasMore);
  const counts = outcomeFilterSchema.options.map((outcome) => [
    outcome,
    { count: byOutcome[outcome] ?? 0, isMore },
  ]);
  return {
    items: rows.map((row) => toMessageRow(row, events.get(row.id) ?? [], sight)),
    nextCursor: hasOlder ? cursorAt("olderThan", rows.at(-1)) : null,
    previousCursor: hasNewer ? cursorAt("newerThan", rows[0]) : null,
    total: { count: Math.min(counted, limit), isMore },
    counts: Object.fromEntries(counts) as MessageList["counts"],
  };
}

function countLimit({ createdSince, createdBefore, ...narrowing }: MessageCriteria): number {
  if (narrowing.words !== undefined) return WORDS_COUNT_LIMIT;
  return Object.keys(narrowing).length > 0 ? NARROWED_COUNT_LIMIT : COUNT_LIMIT;
}

async function listRowsWithEvents(db: Database, page: Parameters<typeof listMessageRows>[1]) {
  const found = await listMessageRows(db, page);
  const ids = found.map((row) => row.id);
  return { found, events: await readTrackEvents(db, ids) };
}

function cursorAt(direction: CursorDirection, row: MessageRowRecord | undefined): string | null {
  return row ? encodeMessageCursor(direction, { createdAt: row.created_at, id: row.id }) : null;
}

function readCursor(cursor: string) {
  const position = decodeMessageCursor(cursor);
  if (position) return position;
  throw new AppError(
    "invalid_input",
    "This page's cursor is not valid. Start again from the newest.",
    { fieldErrors: { cursor: ["Not a cursor of this list."] } },
  );
}

import type { MessageRow } from "@/lib/contracts/message";
import {
  type BoundedCount,
  type MessageFilters,
  type MessageList,
  PAGE_SIZE,
} from "@/lib/contracts/message-list";
import { encodeMessageCursor } from "@/lib/domain/message-cursor";

/** However long somebody reads, the list in memory grows no further. */
export const MAX_KEPT_ROWS = 500;

const NONE: ReadonlySet<string> = new Set();

export type LiveResult = {
  list: MessageList;
  /** The counts, or whether a row belongs here, are for the server to say. */
  isStale: boolean;
};

/**
 * Puts changed rows into a list: known ones in their place, new ones into the newest page where the filters leave no
 * doubt; as many slide off its end. While the list is held they only come on top, and none slides off. A row that no
 * longer fits the filters stays until the list is fetched again, so that nothing jumps under the viewer's eyes.
 */
export function applyLiveRows(
  list: MessageList,
  filters: MessageFilters,
  rows: readonly MessageRow[],
  { isHeld = false }: { isHeld?: boolean } = {},
): LiveResult {
  const changed = new Map(rows.map((row) => [row.id, row]));
  let isStale = false;
  const items = list.items.map((item) => {
    const row = changed.get(item.id);
    if (!row) return item;
    changed.delete(item.id);
    if (row.outcome !== item.outcome) isStale = true;
    return newerRow(item, row);
  });
  const isFull = items.length >= MAX_KEPT_ROWS;
  if (filters.cursor !== undefined || changed.size === 0 || isFull) {
    const isChanged = items.some((item, index) => item !== list.items[index]);
    return { list: isChanged ? { ...list, items } : list, isStale: isStale || isFull };
  }

  // What is below the last row may belong to an older page.
  const bound = isHeld ? list.items[0] : list.items.at(-1);
  const arrived = [...changed.values()].filter(
    (row) => isCertainMatch(row, filters) && (!bound || isAbove(row, bound)),
  );
  const { outcome } = filters;
  const counts = outcome
    ? { ...list.counts, [outcome]: increased(list.counts[outcome], arrived.length) }
    : list.counts;
  const total = increased(list.total, arrived.length);
  const grown = { ...list, total, counts, items: newestFirst([...arrived, ...items]) };
  return { list: isHeld ? grown : toOnePage(grown), isStale: true };
}

/** Nobody reads further down here, and each row more makes the next change slower to draw. */
function toOnePage(list: MessageList): MessageList {
  const items = list.items.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  if (!last || items.length === list.items.length) return list;
  return { ...list, items, nextCursor: encodeMessageCursor("olderThan", last) };
}

function newestFirst(rows: MessageRow[]): MessageRow[] {
  return rows.sort((a, b) => (isAbove(a, b) ? -1 : 1));
}

function increased(bounded: BoundedCount, by: number): BoundedCount {
  return bounded.isMore ? bounded : { ...bounded, count: bounded.count + by };
}

/**
 * What was fetched, but never an older state of a row than the one in view. `keepsTail`: rows that slid off the
 * page stay, for somebody is reading them. `arrived`: the ids of rows that came by the stream while it was fetched,
 * and that the answer therefore may not know.
 */
export function reconcileList(
  current: MessageList | undefined,
  answer: MessageList,
  { keepsTail, arrived = NONE }: { keepsTail: boolean; arrived?: ReadonlySet<string> },
): MessageList {
  if (!current) return answer;
  const answered = new Set(answer.items.map((item) => item.id));
  const bound = answer.items.at(-1);
  const missed = current.items.filter(
    (item) => arrived.has(item.id) && !answered.has(item.id) && (!bound || isAbove(item, bound)),
  );
  const fetched =
    missed.length === 0 ? answer : { ...answer, items: newestFirst([...missed, ...answer.items]) };
  if (keepsTail && current.items.length >= MAX_KEPT_ROWS) {
    return { ...fetched, items: current.items, nextCursor: current.nextCursor };
  }
  const known = new Map(current.items.map((item) => [item.id, item]));
  const items = fetched.items.map((item) => {
    const standing = known.get(item.id);
    return standing ? newerRow(standing, item) : item;
  });
  const last = items.at(-1);
  if (!keepsTail || !last) return { ...fetched, items };
  const tail = current.items.filter((item) => isAbove(last, item));
  if (tail.length === 0) return { ...fetched, items };
  return { ...fetched, items: [...items, ...tail], nextCursor: current.nextCursor };
}

/** Every event and every repetition adds to the sum, so it only grows. */
function versionOf(row: MessageRow): number {
  return row.events.reduce((sum, event) => sum + event.deliveries, 0);
}

/** The standing row itself where nothing changed, so that it is not drawn anew. */
function newerRow(standing: MessageRow, incoming: MessageRow): MessageRow {
  const grownBy = versionOf(incoming) - versionOf(standing);
  if (grownBy < 0) return standing;
  return grownBy === 0 && isSame(standing, incoming) ? standing : incoming;
}

function isSame(standing: MessageRow, incoming: MessageRow): boolean {
  return JSON.stringify(standing) === JSON.stringify(incoming);
}

function isAbove(row: MessageRow, other: MessageRow): boolean {
  if (row.createdAt !== other.createdAt) return row.createdAt > other.createdAt;
  return row.id > other.id;
}

function isCertainMatch(row: MessageRow, filters: MessageFilters): boolean {
  const needsServer =
    filters.q ?? filters.to ?? filters.from ?? filters.after ?? filters.before ?? filters.service;
  if (needsServer !== undefined) return false;
  if (filters.channel !== undefined && row.channel !== filters.channel) return false;
  if (filters.error !== undefined && row.errorCode !== filters.error) return false;
  if (filters.status && !filters.status.includes(row.status ?? "")) return false;
  switch (filters.outcome) {
    case undefined:
      return true;
    case "in_flight":
      return row.outcome === "in_flight" || row.outcome === "sent";
    case "no_receipt":
      return false;
    case "delivered":
    case "failed":
    case "conflict":
    case "unknown":
      return row.outcome === filters.outcome;
  }
}

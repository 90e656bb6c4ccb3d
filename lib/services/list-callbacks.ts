import "server-only";
import { callbackVerdictSchema } from "@/lib/contracts/callback";
import {
  CALLBACK_PAGE_SIZE,
  type CallbackFilters,
  type CallbackList,
} from "@/lib/contracts/callback-list";
import {
  type CallbackCriteria,
  type CallbackPosition,
  type CallbackRowRecord,
  countCallbackRows,
  listCallbackRows,
} from "@/lib/db/callback-rows";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import type { Sight } from "@/lib/domain/masking";
import { assertCan } from "@/lib/domain/permissions";
import { searchDigits } from "@/lib/domain/phone-address";
import type { Viewer } from "@/lib/domain/viewer";
import { toCallbackRow } from "./callback-contracts";
import { findSight } from "./sight";

/** Counting stops here: beyond it the page says "10,000+". */
const COUNT_LIMIT = 10_000;

const HOUR_MS = 3_600_000;
const RANGE_MS = { "1h": HOUR_MS, "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS, "30d": 720 * HOUR_MS };

/**
 * A page of every request that reached the callback door, newest first: recorded, each repetition by itself, orphans,
 * and what waits in quarantine; with the counts of every verdict's tab under the same filters. Throws `forbidden`,
 * and `invalid_input` for a cursor that is not one of ours.
 */
export async function listCallbacks(
  viewer: Viewer,
  filters: CallbackFilters,
  { db = database(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<CallbackList> {
  assertCan(viewer, "messages.read");
  const sight = await findSight(db, viewer);
  const shared = criteriaOf(filters, now, sight);
  const position = filters.cursor === undefined ? undefined : readCursor(filters.cursor);
  const verdicts = callbackVerdictSchema.options;
  const [found, total, ...counts] = await Promise.all([
    listCallbackRows(db, {
      criteria: { ...shared, ...(filters.verdict ? { verdict: filters.verdict } : {}) },
      limit: CALLBACK_PAGE_SIZE + 1,
      ...(position ? { position } : {}),
    }),
    countUpToLimit(db, shared),
    ...verdicts.map((verdict) => countUpToLimit(db, { ...shared, verdict })),
  ]);

  const isTowardsNewer = position?.direction === "newerThan";
  const hasMore = found.length > CALLBACK_PAGE_SIZE;
  const rows = isTowardsNewer
    ? found.slice(-CALLBACK_PAGE_SIZE)
    : found.slice(0, CALLBACK_PAGE_SIZE);
  const hasOlder = isTowardsNewer || hasMore;
  const hasNewer = position !== undefined && (!isTowardsNewer || hasMore);
  return {
    items: rows.map((row) => toCallbackRow(row, sight)),
    nextCursor: hasOlder ? cursorAt("o", rows.at(-1)) : null,
    previousCursor: hasNewer ? cursorAt("n", rows[0]) : null,
    total,
    counts: Object.fromEntries(
      verdicts.map((verdict, index) => [verdict, counts[index] ?? NONE]),
    ) as CallbackList["counts"],
  };
}

const NONE = { count: 0, isMore: false };

async function countUpToLimit(db: Database, criteria: CallbackCriteria) {
  const count = await countCallbackRows(db, criteria, COUNT_LIMIT + 1);
  return { count: Math.min(count, COUNT_LIMIT), isMore: count > COUNT_LIMIT };
}

/** Everything but the verdict and the cursor. What is hidden from somebody they cannot find out by searching. */
function criteriaOf(filters: CallbackFilters, now: Date, sight: Sight): CallbackCriteria {
  const isCustom = filters.after !== undefined || filters.before !== undefined;
  const rangeMs = filters.range === "all" || isCustom ? null : RANGE_MS[filters.range];
  return {
    ...(filters.status ? { statuses: filters.status } : {}),
    ...(filters.reason ? { reason: filters.reason } : {}),
    ...(filters.key ? { keyLabel: filters.key } : {}),
    ...(filters.after ? { since: new Date(filters.after) } : {}),
    ...(filters.before ? { before: new Date(filters.before) } : {}),
    ...(rangeMs === null ? {} : { since: new Date(now.getTime() - rangeMs) }),
    ...(filters.q ? searchCriteria(filters.q, sight) : {}),
  };
}

/** Our id, a number in any format, or else a SID or its beginning. */
function searchCriteria(text: string, sight: Sight): CallbackCriteria {
  if (/^msg_[0-9A-Z]{26}$/.test(text)) return { messageId: text };
  const digits = searchDigits(text);
  if (digits.length < 4) return { sidPrefix: text };
  return sight.numbers ? { digits } : { wholeNumber: digits };
}

type Cursor = CallbackPosition & { direction: "olderThan" | "newerThan" };

function cursorAt(kind: "o" | "n", row: CallbackRowRecord | undefined): string | null {
  if (!row) return null;
  const parts = [kind, row.received_at, row.kind, row.num, row.ord];
  return Buffer.from(parts.join("|")).toString("base64url");
}

function readCursor(cursor: string): Cursor {
  const text = Buffer.from(cursor, "base64url").toString();
  const match =
    /^([on])\|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\|([012])\|(\d{1,18})\|(\d{1,6})$/.exec(text);
  const [, direction, receivedAt, kind, num, ord] = match ?? [];
  if (!receivedAt || !num || Number.isNaN(Date.parse(receivedAt))) {
    throw new AppError(
      "invalid_input",
      "This page's cursor is not valid. Start again from the newest.",
      { fieldErrors: { cursor: ["Not a cursor of this list."] } },
    );
  }
  return {
    direction: direction === "o" ? "olderThan" : "newerThan",
    receivedAt,
    kind: Number(kind),
    num,
    ord: Number(ord),
  };
}

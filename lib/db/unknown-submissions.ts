import "server-only";
import { LIVE_CHANNEL } from "./live-channel";
import type { Database } from "./prisma";

/**
 * Messages whose create call was not answered, or whose answer never came because its process ended: created before
 * `before`, after `since`, newest first. Of those older than `freshSince` only every `turns`th, another one at each
 * `turn`.
 */
export async function listUnresolvedIds(
  db: Database,
  {
    before,
    since,
    freshSince,
    turn,
    turns,
    limit,
  }: { before: Date; since: Date; freshSince: Date; turn: number; turns: number; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM messages m
    WHERE m.outcome IN ('unknown', 'in_flight') AND m.submission IN ('unknown', 'pending') AND m.sid IS NULL
      AND m.created_at < ${before}::timestamptz AND m.created_at >= ${since}::timestamptz
      AND (m.created_at >= ${freshSince}::timestamptz
        OR abs(hashtext(m.id)::bigint) % ${turns}::int = ${turn}::bigint % ${turns}::int)
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${limit}::int`;
  return rows.map((row) => row.id);
}

/** How many other unresolved messages have the same recipient and text and were created within a span of time. */
export async function countUnresolvedTwins(
  db: Database,
  { id, createdSince, createdBefore }: { id: string; createdSince: Date; createdBefore: Date },
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM messages m
    JOIN messages other ON other.to_digits = m.to_digits AND other.to_address = m.to_address AND other.id <> m.id
      AND other.body IS NOT DISTINCT FROM m.body AND other.content_sid IS NOT DISTINCT FROM m.content_sid
      AND other.created_at BETWEEN ${createdSince}::timestamptz AND ${createdBefore}::timestamptz
      AND other.sid IS NULL AND other.submission IN ('unknown', 'pending')
    WHERE m.id = ${id}`;
  return row?.count ?? 0;
}

/** Of some SIDs, those that a message here already has; an orphan's does not count, it can still be claimed. */
export async function listClaimedSids(db: Database, sids: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ sid: string }[]>`
    SELECT sid FROM messages WHERE sid = ANY(${sids}::text[]) AND origin <> 'orphan'`;
  return rows.map((row) => row.sid);
}

/** Somebody decided that an unanswered message was not sent. False when it was resolved meanwhile. */
export async function markDecidedNotSent(
  db: Database,
  id: string,
  sentence: string,
): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH changed AS (
      UPDATE messages SET submission = 'rejected', refusal_message = ${sentence}
      WHERE id = ${id} AND submission = 'unknown' AND sid IS NULL RETURNING id
    )
    SELECT id, pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM changed`;
  return rows.length > 0;
}

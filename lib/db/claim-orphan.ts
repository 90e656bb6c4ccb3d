import "server-only";
import { LIVE_CHANNEL } from "./live-channel";
import type { Database } from "./prisma";
import { STATUS_COLUMNS } from "./status-event-batch";

/**
 * Gives an orphan's SID, statuses and events to the message it turned out to be, and removes the orphan.
 * Does nothing when somebody else did it already. Throws the database's error.
 */
export async function claimOrphan(
  db: Database,
  { messageId, orphanId }: { messageId: string; orphanId: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ id: string; sid: string | null; origin: string }[]>`
      SELECT id, sid, origin FROM messages WHERE id IN (${messageId}, ${orphanId}) ORDER BY id FOR UPDATE`;
    const claimant = locked.find((row) => row.id === messageId);
    const orphan = locked.find((row) => row.id === orphanId);
    if (!claimant || !orphan || claimant.sid !== null || orphan.origin !== "orphan") return;
    await tx.$executeRawUnsafe(MOVE_ORPHAN_ASIDE, orphanId);
    await tx.$executeRawUnsafe(CLAIM_ORPHAN, messageId, orphanId, orphan.sid);
    await tx.$executeRaw`UPDATE status_events SET message_id = ${messageId} WHERE message_id = ${orphanId}`;
    await tx.$executeRaw`DELETE FROM messages WHERE id = ${orphanId}`;
    await tx.$queryRaw`
      SELECT pg_notify(${LIVE_CHANNEL}, coalesce(max(seq), 0)::text || ':' || ${messageId}::text)::text AS told
      FROM status_events WHERE message_id = ${messageId}`;
  });
}

const MOVE_ORPHAN_ASIDE = "UPDATE messages SET sid = NULL WHERE id = $1";

const CLAIM_ORPHAN = `
UPDATE messages AS m SET
  sid = $3,
  account_sid = coalesce(m.account_sid, o.account_sid),
  submission = 'accepted',
  from_address = coalesce(m.from_address, o.from_address),
  messaging_service_sid = coalesce(m.messaging_service_sid, o.messaging_service_sid),
  ${STATUS_COLUMNS.map((word) => `${word}_at = least(m.${word}_at, o.${word}_at)`).join(",\n  ")},
  unknown_status = o.unknown_status, unknown_status_at = o.unknown_status_at,
  api_status = o.api_status, api_status_at = o.api_status_at,
  error_code = o.error_code, error_at = o.error_at, error_is_failure = o.error_is_failure,
  last_event_at = greatest(m.last_event_at, o.last_event_at)
FROM messages AS o
WHERE m.id = $1 AND o.id = $2
`;

import "server-only";
import { Prisma } from "./generated/client";
import { LIVE_CHANNEL } from "./live-channel";
import type { Database } from "./prisma";

/** The search words of message `m` without those of its text, as an SQL expression. */
export const WORDS_BESIDE_TEXT_SQL = `concat_ws(' ',
  m.reference, array_to_string(m.tags, ' '), m.batch_id, m.resent_from_id)`;

/**
 * Removes a message's text from every place that holds it: the row with its media addresses, its search words, the `Body` parameter and raw
 * body of its callbacks, and refused callbacks that claim to be about it. All or nothing.
 */
export async function redactStoredMessage(
  db: Database,
  { id, sid, redactedAt }: { id: string; sid: string | null; redactedAt: Date },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE messages SET body = NULL, content_variables = NULL, media_urls = '{}',
        body_redacted_at = coalesce(body_redacted_at, ${redactedAt}::timestamptz)
      WHERE id = ${id}`;
    await tx.$executeRaw`
      UPDATE message_search s SET document = to_tsvector('simple', ${Prisma.raw(WORDS_BESIDE_TEXT_SQL)})
      FROM messages m WHERE m.id = ${id} AND s.message_id = m.id`;
    await tx.$executeRaw`
      UPDATE status_events e SET raw_body = NULL,
        redacted_at = coalesce(e.redacted_at, ${redactedAt}::timestamptz), params = (
        SELECT jsonb_agg(CASE WHEN p.pair ->> 0 = 'Body' THEN '["Body", ""]'::jsonb ELSE p.pair END ORDER BY p.place)
        FROM jsonb_array_elements(e.params) WITH ORDINALITY AS p(pair, place)
      )
      WHERE e.message_id = ${id} AND e.params @? '$[*] ? (@[0] == "Body")'`;
    if (sid !== null) {
      await tx.$executeRaw`
        UPDATE refused_callbacks SET raw_body = NULL
        WHERE claimed_sid = ${sid} AND position('Body='::bytea IN raw_body) > 0`;
    }
    await tx.$queryRaw`SELECT pg_notify(${LIVE_CHANNEL}, '0:' || ${id}::text)::text AS told`;
  });
}

import "server-only";
import type { Database } from "./prisma";

/**
 * Writes the recipient's country of messages that began as a callback. Rows are locked in the order in which status
 * events lock them; one that has a country, or is no orphan any more, is left alone. Throws the database's error.
 */
export async function fillOrphanCountries(
  db: Database,
  countries: readonly { messageId: string; country: string }[],
): Promise<void> {
  await db.$executeRaw`
    WITH input AS (
      SELECT id, country FROM jsonb_to_recordset(${JSON.stringify(
        countries.map(({ messageId, country }) => ({ id: messageId, country })),
      )}::jsonb) AS i(id text, country text)
    ),
    locked AS MATERIALIZED (
      SELECT m.id FROM messages m
      WHERE m.id IN (SELECT id FROM input) AND m.origin = 'orphan' AND m.to_country IS NULL
      ORDER BY m.id FOR NO KEY UPDATE
    )
    UPDATE messages m SET to_country = input.country
    FROM input, locked WHERE m.id = locked.id AND input.id = locked.id`;
}

import "server-only";
import { LIVE_CHANNEL } from "./live-channel";
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

/** What Twilio knows about a message that was not sent from here. */
export type AdoptedFacts = {
  accountSid: string;
  to: string | null;
  toDigits: string | null;
  toCountry: string | null;
  body: string | null;
};

/**
 * Makes an orphan a message like any other, findable by the words of its body; what its callbacks told stays. Answers
 * false when it is no orphan (any more). Throws the database's error.
 */
export async function markAdopted(
  db: Database,
  messageId: string,
  facts: AdoptedFacts,
): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH adopted AS (
      UPDATE messages SET origin = 'adopted',
        account_sid = coalesce(account_sid, ${facts.accountSid}),
        to_address = coalesce(to_address, ${facts.to}),
        to_digits = coalesce(to_digits, ${facts.toDigits}),
        to_country = coalesce(to_country, ${facts.toCountry})
      WHERE id = ${messageId} AND origin = 'orphan'
      RETURNING id, created_at
    ),
    words AS (
      INSERT INTO message_search (message_id, created_at, document)
      SELECT id, created_at, to_tsvector('simple', coalesce(${facts.body}, '')) FROM adopted
      ON CONFLICT (message_id) DO UPDATE SET document = excluded.document
    )
    SELECT id, pg_notify(${LIVE_CHANNEL}, '0:' || id)::text FROM adopted`;
  return rows.length > 0;
}

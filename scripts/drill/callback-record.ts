import pg from "pg";
import type { SignedCallback } from "../load/signed-callbacks";
import { checkHeadlines } from "../setup/headline-check";

export type RecordCheck = {
  events: number;
  messages: number;
  /** Deliveries that were counted beyond the first of an event. */
  repetitions: number;
  /** What must not be: each a sentence. */
  faults: string[];
};

/**
 * Holds the database against what was answered 200: each such callback is there exactly once, with its own body, and
 * every headline is what the events say. What was not answered may be there, once. Callbacks may come meanwhile.
 */
export async function checkRecord(
  databaseUrl: string,
  answered: ReadonlyMap<string, SignedCallback>,
): Promise<RecordCheck> {
  const expected = [...answered];
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{
      token: string;
      sid: string;
      status: string;
      body: string;
      deliveries: number;
    }>(
      `SELECT h ->> 1 AS token, m.sid, e.status, convert_from(e.raw_body, 'UTF8') AS body, e.deliveries
       FROM status_events e JOIN messages m ON m.id = e.message_id
       CROSS JOIN LATERAL jsonb_array_elements(e.headers) AS h
       WHERE h ->> 0 = 'i-twilio-idempotency-token'`,
    );
    const faults: string[] = [];
    const recorded = new Map<string, (typeof rows)[number]>();
    for (const row of rows) {
      if (recorded.has(row.token)) faults.push(`${row.token} is there more than once`);
      recorded.set(row.token, row);
    }
    for (const [token, { sid, status, body }] of expected) {
      const row = recorded.get(token);
      if (!row) faults.push(`${token} was answered 200 and is not there: ${status} of ${sid}`);
      else if (row.sid !== sid || row.status !== status || row.body !== body) {
        faults.push(`${token} is there with something else: ${row.status} of ${row.sid}`);
      }
    }
    const { rows: doubled } = await client.query<{ sid: string }>(
      "SELECT sid FROM messages GROUP BY sid HAVING count(*) > 1",
    );
    faults.push(...doubled.map(({ sid }) => `${sid} is two messages`));
    const { checked, differences } = await checkHeadlines(client);
    return {
      events: rows.length,
      messages: checked,
      repetitions: rows.reduce((sum, { deliveries }) => sum + deliveries - 1, 0),
      faults: [...faults, ...differences],
    };
  } finally {
    await client.end();
  }
}

import type pg from "pg";
import {
  headlineOf,
  MESSAGE_STATUSES,
  outcomeOf,
  type StatusObservation,
} from "@/lib/domain/message-status";

const PAGE = 2_000;

type MessageRecord = {
  id: string;
  submission: string;
  status: string | null;
  has_conflict: boolean;
  outcome: string;
  error_code: number | null;
  events: {
    status: string;
    source: StatusObservation["source"];
    code: number | null;
    us: string;
  }[];
  /** Statuses of which the message has another first time than its events. */
  wrong_times: string[];
};

export type HeadlineCheck = {
  checked: number;
  /** A sentence for each message whose headline, or a status' first time, is another than its events say. */
  differences: string[];
};

/**
 * Every headline, recomputed from the events by the rule of lib/domain/message-status.ts, must be the one stored, and so
 * must the time of each status; and every event must have its message. A message and its events are read in one statement, so callbacks may come meanwhile.
 */
export async function checkHeadlines(client: pg.Client): Promise<HeadlineCheck> {
  let checked = 0;
  const differences: string[] = [];
  for (let after = ""; ; ) {
    const { rows } = await client.query<MessageRecord>(
      `SELECT m.id, m.submission, m.status, m.has_conflict, m.outcome, m.error_code,
         coalesce(told.events, '[]') AS events,
         array_remove(ARRAY[
           ${MESSAGE_STATUSES.map((word) => `CASE WHEN m.${word}_at IS DISTINCT FROM told.${word}_at THEN '${word}' END`).join(",\n           ")}
         ], NULL) AS wrong_times
       FROM messages m CROSS JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('status', e.status, 'source', e.source, 'code', e.error_code,
             'us', (extract(epoch FROM e.received_at) * 1000000)::bigint::text)) AS events,
           ${MESSAGE_STATUSES.map((word) => `min(e.received_at) FILTER (WHERE e.status = '${word}') AS ${word}_at`).join(",\n           ")}
         FROM status_events e WHERE e.message_id = m.id
       ) AS told
       WHERE m.id > $1 ORDER BY m.id LIMIT $2`,
      [after, PAGE],
    );
    for (const row of rows) differences.push(...differencesOf(row));
    checked += rows.length;
    after = rows.at(-1)?.id ?? "";
    if (rows.length < PAGE) break;
  }
  return { checked, differences: [...differences, ...(await listLostEvents(client))] };
}

/** Events whose message is not there: no foreign key forbids them, the statement that records them does. */
async function listLostEvents(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ message_id: string; events: number }>(
    `SELECT e.message_id, count(*)::int AS events FROM status_events e
     WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = e.message_id) GROUP BY e.message_id`,
  );
  return rows.map(({ message_id: id, events }) => `${id}: has ${events} events and is not there`);
}

function differencesOf(row: MessageRecord): string[] {
  const headline = headlineOf(
    row.events.map(({ status, source, code, us }) => ({
      status,
      source,
      errorCode: code,
      receivedAtUs: Number(us),
    })),
  );
  // A refusal of the create call has a code and no event.
  const errorCode = row.submission === "rejected" ? row.error_code : headline.errorCode;
  const isSame =
    row.status === headline.status &&
    row.has_conflict === headline.hasConflict &&
    row.outcome === outcomeOf(headline, row.submission) &&
    row.error_code === errorCode;
  if (isSame && row.wrong_times.length === 0) return [];
  if (isSame) return [`${row.id}: other times than its events': ${row.wrong_times.join(", ")}`];
  const stored = wordsOf(row.status, row.error_code, row.has_conflict, row.outcome);
  const told = wordsOf(
    headline.status,
    errorCode,
    headline.hasConflict,
    outcomeOf(headline, row.submission),
  );
  return [`${row.id}: stored ${stored}; its events say ${told}`];
}

function wordsOf(
  status: string | null,
  code: number | null,
  hasConflict: boolean,
  outcome: string,
): string {
  return `${status ?? "nothing"}, ${code ?? "no error"}${hasConflict ? ", in conflict" : ""}, ${outcome}`;
}

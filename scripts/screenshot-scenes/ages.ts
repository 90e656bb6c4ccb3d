import type { Client } from "pg";
import type { Story } from "./stories";

const STATUS_TIMES = [
  "accepted",
  "scheduled",
  "queued",
  "sending",
  "sent",
  "partially_delivered",
  "delivered",
  "undelivered",
  "failed",
  "canceled",
  "read",
].map((status) => ({ status, column: `${status}_at` }));

const OTHER_TIMES = [
  "created_at",
  "submitted_at",
  "unknown_status_at",
  "api_status_at",
  "error_at",
  "last_event_at",
  "send_at",
];

const CREATE_RESPONSE_AFTER_S = 0.214;
const REPEATED_AFTER_S = [5.02, 15.031, 31.114];

/** Moves a message and all that was observed of it to the time at which the story has it. */
export async function ageMessage(db: Client, id: string, story: Story): Promise<void> {
  const createdAtMs = Date.now() - story.ageSeconds * 1000;
  const at = (seconds: number) => new Date(createdAtMs + seconds * 1000);
  const { rows: events } = await db.query<{ seq: string; source: string; deliveries: number }>(
    "SELECT seq, source, deliveries FROM status_events WHERE message_id = $1 ORDER BY seq",
    [id],
  );
  const kept = story.told.filter((told) => told.signedFor === undefined);
  for (const { seq, source, deliveries } of events) {
    const seconds =
      source === "create_response"
        ? (story.answeredAfterSeconds ?? CREATE_RESPONSE_AFTER_S)
        : source === "api"
          ? (story.readAtSeconds ?? 1)
          : (kept.shift()?.at ?? (story.readAtSeconds ?? 0.7) + 0.3);
    const again = REPEATED_AFTER_S.slice(0, deliveries - 1).map((after) => at(seconds + after));
    await db.query(
      "UPDATE status_events SET received_at = $2, redelivered_at = $3 WHERE seq = $1",
      [seq, at(seconds), again],
    );
  }
  for (const told of story.told.filter(({ signedFor }) => signedFor !== undefined)) {
    await db.query(
      `UPDATE refused_callbacks SET received_at = $3
       WHERE claimed_status = $2 AND claimed_sid = (SELECT sid FROM messages WHERE id = $1)`,
      [id, told.status, at(told.at)],
    );
  }
  await db.query("UPDATE message_search SET created_at = $2 WHERE message_id = $1", [id, at(0)]);
  await db.query(
    `UPDATE messages m SET created_at = $2, submitted_at = e.answered_at, last_event_at = e.last_at,
       error_at = e.error_at, api_status_at = e.api_at,
       unknown_status_at = e.unknown_at,
       ${STATUS_TIMES.map(({ column }) => `${column} = e.${column}`).join(", ")}
     FROM (
       SELECT max(received_at) AS last_at,
         min(received_at) FILTER (WHERE s.source = 'create_response') AS answered_at,
         min(received_at) FILTER (WHERE s.error_code IS NOT NULL) AS error_at,
         max(received_at) FILTER (WHERE s.source = 'api' AND k.api_status IS NOT NULL) AS api_at,
         min(received_at) FILTER (WHERE s.status = k.unknown_status) AS unknown_at,
         ${STATUS_TIMES.map(({ status, column }) => `min(received_at) FILTER (WHERE s.status = '${status}') AS ${column}`).join(", ")}
       FROM messages k LEFT JOIN status_events s ON s.message_id = k.id WHERE k.id = $1
     ) e WHERE m.id = $1`,
    [id, at(0)],
  );
}

/** Keeps everything as old as it is now, however long the pictures take. */
export function stopClock(db: Client): () => Promise<void> {
  let stoppedAtMs = Date.now();
  return async () => {
    const nowMs = Date.now();
    const passed = `${nowMs - stoppedAtMs} milliseconds`;
    stoppedAtMs = nowMs;
    const later = (column: string) => `${column} = ${column} + $1::interval`;
    const columns = [...OTHER_TIMES, ...STATUS_TIMES.map(({ column }) => column)];
    await db.query(`UPDATE messages SET ${columns.map(later).join(", ")}`, [passed]);
    await db.query("UPDATE message_search SET created_at = created_at + $1::interval", [passed]);
    await db.query(
      `UPDATE status_events SET received_at = received_at + $1::interval,
         redelivered_at = ARRAY(SELECT t + $1::interval FROM unnest(redelivered_at) t)`,
      [passed],
    );
    await db.query("UPDATE refused_callbacks SET received_at = received_at + $1::interval", [
      passed,
    ]);
  };
}

export type Tables = {
  /** Until `unlock` the database answers nothing about messages and callbacks. */
  lock: () => Promise<void>;
  unlock: () => Promise<void>;
  /** Until `show` it knows no messages and callbacks, and says so. */
  hide: () => Promise<void>;
  show: () => Promise<void>;
};

/** Makes the database slow or wrong, for what is shown meanwhile. */
export function tablesOf(db: Client): Tables {
  const run = (statement: string) => async () => {
    await db.query(statement);
  };
  return {
    lock: run("BEGIN; LOCK TABLE messages, status_events IN ACCESS EXCLUSIVE MODE"),
    unlock: run("COMMIT"),
    hide: run(
      "ALTER TABLE messages RENAME TO hidden_messages; ALTER TABLE status_events RENAME TO hidden_events",
    ),
    show: run(
      "ALTER TABLE hidden_messages RENAME TO messages; ALTER TABLE hidden_events RENAME TO status_events",
    ),
  };
}

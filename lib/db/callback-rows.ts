import "server-only";
import { instantSql } from "./instant-sql";
import type { Database } from "./prisma";
import { startsWithSql } from "./starts-with-sql";

export type CallbackVerdictWord = "recorded" | "repeated" | "orphan" | "refused";

/** One request at the callback door. Instants are ISO, UTC, microseconds. */
export type CallbackRowRecord = {
  verdict: CallbackVerdictWord;
  /** 0: the first delivery of an event, 1: a repetition of it, 2: refused. */
  kind: number;
  /** The event's seq, or the id of the refused callback. */
  num: string;
  /** Which repetition, from 1; else 0. */
  ord: number;
  received_at: string;
  status: string | null;
  error_code: number | null;
  http_status: number;
  reason: string | null;
  key_label: string | null;
  message_id: string | null;
  sid: string | null;
  to_address: string | null;
  /** The beginning of a refused body, for what it claims. */
  body_start: Uint8Array | null;
  is_released: boolean;
};

/** What the list may be narrowed to. Absent means: not narrowed by it. */
export type CallbackCriteria = {
  verdict?: CallbackVerdictWord;
  since?: Date;
  before?: Date;
  statuses?: string[];
  reason?: string;
  keyLabel?: string;
  sidPrefix?: string;
  messageId?: string;
  /** Digits at the start or the end of the recipient's number. */
  digits?: string;
  /** The whole number, its digits alone. */
  wholeNumber?: string;
};

/** A row's place in the list. */
export type CallbackPosition = { receivedAt: string; kind: number; num: string; ord: number };

type Direction = "olderThan" | "newerThan";

type Branch = {
  /** Which part of the list it makes. */
  kind: 0 | 1 | 2;
  from: string;
  /** The same without the message, for counting what no condition asks of it. */
  fromAlone: string;
  at: string;
  num: string;
  ord: string;
  where: string[];
  columns: string;
};

class Values {
  readonly list: unknown[] = [];
  bind(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

const BODY_START_BYTES = 2_048;

const EVENT_COLUMNS = `
  e.status, e.error_code, 200 AS http_status, NULL::text AS reason, e.key_label, m.id AS message_id, m.sid,
  m.to_address, NULL::bytea AS body_start, e.seq AS event_seq`;

const REFUSED_COLUMNS = `
  'refused' AS verdict, r.claimed_status AS status, NULL::int AS error_code, r.http_status::int AS http_status,
  r.reason, NULL::text AS key_label, m.id AS message_id, r.claimed_sid AS sid, m.to_address,
  substring(r.raw_body FROM 1 FOR ${BODY_START_BYTES}) AS body_start, NULL::bigint AS event_seq`;

function messageSql(criteria: CallbackCriteria, values: Values, sidColumn: string): string[] {
  const where: string[] = [];
  if (criteria.messageId) where.push(`m.id = ${values.bind(criteria.messageId)}`);
  if (criteria.sidPrefix?.length === 34) {
    where.push(`${sidColumn} = ${values.bind(criteria.sidPrefix)}`);
  } else if (criteria.sidPrefix) {
    where.push(startsWithSql(sidColumn, criteria.sidPrefix, (value) => values.bind(value)));
  }
  if (criteria.wholeNumber) where.push(`m.to_digits = ${values.bind(criteria.wholeNumber)}`);
  if (criteria.digits) {
    const bind = (value: unknown) => values.bind(value);
    const reversed = [...criteria.digits].reverse().join("");
    where.push(
      `(${startsWithSql("m.to_digits", criteria.digits, bind)} OR ${startsWithSql("reverse(m.to_digits)", reversed, bind)})`,
    );
  }
  return where;
}

function eventSql(criteria: CallbackCriteria, values: Values): string[] {
  const where = ["e.source = 'callback'", ...messageSql(criteria, values, "m.sid")];
  if (criteria.statuses) where.push(`e.status = ANY(${values.bind(criteria.statuses)}::text[])`);
  if (criteria.keyLabel) where.push(`e.key_label = ${values.bind(criteria.keyLabel)}`);
  return where;
}

/** First deliveries. */
function eventBranch(criteria: CallbackCriteria, values: Values): Branch {
  const where = eventSql(criteria, values);
  if (criteria.verdict === "orphan") where.push("m.origin = 'orphan'");
  if (criteria.verdict === "recorded") where.push("m.origin <> 'orphan'");
  return {
    kind: 0,
    from: "status_events e JOIN messages m ON m.id = e.message_id",
    fromAlone: "status_events e",
    at: "e.received_at",
    num: "e.seq",
    ord: "0",
    where,
    columns: `CASE WHEN m.origin = 'orphan' THEN 'orphan' ELSE 'recorded' END AS verdict, ${EVENT_COLUMNS}`,
  };
}

/** Every further delivery, found by the index that holds repeated events alone. */
function repetitionBranch(criteria: CallbackCriteria, values: Values): Branch {
  const where = [...eventSql(criteria, values), "e.deliveries > 1"];
  if (criteria.since) {
    where.push(`milepost_latest(e.redelivered_at) >= ${values.bind(criteria.since)}::timestamptz`);
  }
  const repetitions =
    "CROSS JOIN LATERAL unnest(e.redelivered_at) WITH ORDINALITY AS d(delivered_at, ordinal)";
  return {
    kind: 1,
    from: `status_events e JOIN messages m ON m.id = e.message_id ${repetitions}`,
    fromAlone: `status_events e ${repetitions}`,
    at: "d.delivered_at",
    num: "e.seq",
    ord: "d.ordinal",
    where,
    columns: `'repeated' AS verdict, ${EVENT_COLUMNS}`,
  };
}

/** What waits in quarantine. What was released is in the list as the event it became. */
function refusedBranch(criteria: CallbackCriteria, values: Values): Branch {
  const where = ["r.released_at IS NULL", ...messageSql(criteria, values, "r.claimed_sid")];
  if (criteria.statuses) {
    where.push(`r.claimed_status = ANY(${values.bind(criteria.statuses)}::text[])`);
  }
  if (criteria.reason) where.push(`r.reason = ${values.bind(criteria.reason)}`);
  return {
    kind: 2,
    from: "refused_callbacks r LEFT JOIN messages m ON m.sid = r.claimed_sid",
    fromAlone: "refused_callbacks r",
    at: "r.received_at",
    num: "r.id",
    ord: "0",
    where,
    columns: REFUSED_COLUMNS,
  };
}

function branchesOf(criteria: CallbackCriteria, values: Values): Branch[] {
  const { verdict, reason, keyLabel } = criteria;
  const hasEvents = reason === undefined;
  const branches: Branch[] = [];
  if (hasEvents && verdict !== "repeated" && verdict !== "refused") {
    branches.push(eventBranch(criteria, values));
  }
  if (hasEvents && (verdict === undefined || verdict === "repeated")) {
    branches.push(repetitionBranch(criteria, values));
  }
  if (keyLabel === undefined && (verdict === undefined || verdict === "refused")) {
    branches.push(refusedBranch(criteria, values));
  }
  for (const branch of branches) {
    if (criteria.since) {
      branch.where.push(`${branch.at} >= ${values.bind(criteria.since)}::timestamptz`);
    }
    if (criteria.before) {
      branch.where.push(`${branch.at} < ${values.bind(criteria.before)}::timestamptz`);
    }
  }
  return branches;
}

/** The comparison that an index on the time alone can serve stands first. */
function positionSql(
  branch: Branch,
  position: CallbackPosition,
  direction: Direction,
  values: Values,
): string {
  const sign = direction === "olderThan" ? "<" : ">";
  const at = values.bind(position.receivedAt);
  const rest = [position.kind, position.num, position.ord].map((part) => values.bind(part));
  return `${branch.at} ${sign}= ${at}::timestamptz AND
    (${branch.at}, ${branch.kind}, ${branch.num}, ${branch.ord}) ${sign}
    (${at}::timestamptz, ${rest[0]}::int, ${rest[1]}::bigint, ${rest[2]}::bigint)`;
}

/**
 * A page of what reached the door, newest first. `position` is that of a row which is not included; with `newerThan`
 * the page is the one just above it, still newest first. Throws the database's error.
 */
export async function listCallbackRows(
  db: Database,
  params: {
    criteria: CallbackCriteria;
    limit: number;
    position?: CallbackPosition & { direction: Direction };
  },
): Promise<CallbackRowRecord[]> {
  const values = new Values();
  const branches = branchesOf(params.criteria, values);
  if (branches.length === 0) return [];
  const { position } = params;
  const order = position?.direction === "newerThan" ? "ASC" : "DESC";
  const limit = values.bind(params.limit);
  const parts = branches.map((branch) => {
    const where = position
      ? [...branch.where, positionSql(branch, position, position.direction, values)]
      : branch.where;
    return `(SELECT ${branch.kind} AS kind, ${branch.num} AS num, ${branch.ord}::bigint AS ord, ${branch.at} AS at,
        ${branch.columns}
      FROM ${branch.from} WHERE ${where.join(" AND ")}
      ORDER BY ${branch.at} ${order}, ${branch.num} ${order}, ${branch.ord}::bigint ${order} LIMIT ${limit}::int)`;
  });
  const rows = await db.$queryRawUnsafe<CallbackRowRecord[]>(
    `SELECT c.verdict, c.kind, c.num::text AS num, c.ord::int AS ord, ${instantSql("c.at")} AS received_at, c.status,
       c.error_code, c.http_status, c.reason, c.key_label, c.message_id, c.sid, c.to_address, c.body_start,
       c.kind = 0 AND c.event_seq IN (
         SELECT r.released_event_seq FROM refused_callbacks r WHERE r.released_event_seq IS NOT NULL
       ) AS is_released
     FROM (
       SELECT * FROM (${parts.join("\nUNION ALL\n")}) AS parts
       ORDER BY at ${order}, kind ${order}, num ${order}, ord ${order} LIMIT ${limit}::int
     ) AS c
     ORDER BY c.at ${order}, c.kind ${order}, c.num ${order}, c.ord ${order}`,
    ...values.list,
  );
  return order === "ASC" ? rows.reverse() : rows;
}

/** How many requests meet the criteria; counting stops at `limit`. */
export async function countCallbackRows(
  db: Database,
  criteria: CallbackCriteria,
  limit: number,
): Promise<number> {
  const values = new Values();
  const branches = branchesOf(criteria, values);
  if (branches.length === 0) return 0;
  const bound = values.bind(limit);
  const parts = branches.map(({ from, fromAlone, where }) => {
    const conditions = where.join(" AND ");
    const tables = /\bm\./.test(conditions) ? from : fromAlone;
    return `(SELECT 1 FROM ${tables} WHERE ${conditions} LIMIT ${bound}::int)`;
  });
  const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM (${parts.join("\nUNION ALL\n")}) AS parts LIMIT ${bound}::int)
     AS bounded`,
    ...values.list,
  );
  return row?.count ?? 0;
}

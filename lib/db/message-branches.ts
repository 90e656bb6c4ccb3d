import "server-only";
import { statesOf } from "@/lib/domain/outcome-states";
import { WORDS_BESIDE_TEXT_SQL } from "./message-redaction";
import { startsWithSql } from "./starts-with-sql";

/** What the list may be narrowed to. Absent means: not narrowed by it. */
export type MessageCriteria = {
  outcomes?: string[];
  /** With outcome `sent`: those that reached it before this instant, or since. */
  sentBefore?: Date;
  sentSince?: Date;
  statuses?: string[];
  to?: RecipientCriteria;
  /** Any of these senders. */
  from?: readonly string[];
  messagingServiceSid?: string;
  channel?: string;
  batchId?: string;
  errorCode?: number;
  createdSince?: Date;
  createdBefore?: Date;
  sidPrefix?: string;
  id?: string;
  ids?: readonly string[];
  /**
   * Digits at the start or the end of the recipient's number (`isWhole`: all of them), or a text like a number as in
   * `words`.
   */
  number?: { digits: string; text: string; isWhole: boolean };
  words?: string;
  /** The words are looked for in reference and tags alone, not in the text. */
  isBesideText?: boolean;
};

/** A recipient by the digits of its whole number on any channel, by those of its end, or as it is written. */
export type RecipientCriteria =
  | { kind: "number"; digits: string }
  | { kind: "end_of_number"; digits: string }
  | { kind: "address"; address: string; digits: string };

/** One way of finding messages along one index; together they find all that meet the criteria, some maybe twice. */
export type MessageBranch = {
  from: string;
  /** The same with the message's row. */
  fromMessages: string;
  where: string[];
  /** What it is ordered by. */
  createdAt: string;
  id: string;
};

/** More senders than this are one branch that sorts. */
const MAX_SENDER_BRANCHES = 20;
/** A reference made of digits is that of a few messages. */
const MAX_REFERRED = 500;

type Bind = (value: unknown) => string;

/**
 * The criteria as branches, each a query whose order by time an index keeps. Criteria of several alternatives
 * (a recipient's digits, senders, outcomes) are parted where that is the narrowest; else they are conditions.
 */
export function toBranches(criteria: MessageCriteria): {
  branches: MessageBranch[];
  /** What joins their queries. Without duplicates to drop, ordered branches are merged and read no further than needed. */
  together: " UNION ALL " | " UNION ";
  values: unknown[];
} {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const { words } = criteria;
  const at = words === undefined ? "m.created_at" : "s.created_at";
  const shared = sharedSql(criteria, at, bind);
  const byNumber = numberSql(criteria, bind);
  const groups = [
    recipientSql(criteria, bind),
    byNumber,
    sendersSql(criteria, bind),
    statesSql(criteria, bind),
  ].filter((group) => group !== null);
  const [parted = [""], ...rest] = words === undefined ? groups : [[""], ...groups];
  const conditions = [...shared, ...rest.map((group) => `(${group.join(" OR ")})`)];
  const fromMessages =
    words === undefined ? "messages m" : "message_search s JOIN messages m ON m.id = s.message_id";
  const from =
    words !== undefined && !conditions.some((condition) => /\bm\./.test(condition))
      ? "message_search s"
      : fromMessages;
  return {
    values,
    together: parted === byNumber ? " UNION " : " UNION ALL ",
    branches: parted.map((alternative) => ({
      from,
      fromMessages,
      where: alternative === "" ? conditions : [alternative, ...conditions],
      createdAt: at,
      id: words === undefined ? "m.id" : "s.message_id",
    })),
  };
}

function sharedSql(criteria: MessageCriteria, at: string, bind: Bind): string[] {
  const where: string[] = [];
  if (criteria.messagingServiceSid) {
    where.push(`m.messaging_service_sid = ${bind(criteria.messagingServiceSid)}`);
  }
  if (criteria.channel) where.push(`m.channel = ${bind(criteria.channel)}`);
  if (criteria.batchId) where.push(`m.batch_id = ${bind(criteria.batchId)}`);
  if (criteria.errorCode !== undefined) where.push(`m.error_code = ${bind(criteria.errorCode)}`);
  if (criteria.createdSince) where.push(`${at} >= ${bind(criteria.createdSince)}::timestamptz`);
  if (criteria.createdBefore) where.push(`${at} < ${bind(criteria.createdBefore)}::timestamptz`);
  if (criteria.id) where.push(`m.id = ${bind(criteria.id)}`);
  if (criteria.ids) where.push(`m.id = ANY(${bind(criteria.ids)}::text[])`);
  if (criteria.sidPrefix) where.push(startsWithSql("m.sid", criteria.sidPrefix, bind));
  if (criteria.words !== undefined) {
    const query = `plainto_tsquery('simple', ${bind(criteria.words)})`;
    where.push(`s.document @@ ${query}`);
    if (criteria.isBesideText) where.push(besideTextSql(query));
  }
  return where;
}

/** A message `m` that the words of its reference and tags alone find. */
function besideTextSql(query: string): string {
  return `to_tsvector('simple', ${WORDS_BESIDE_TEXT_SQL}) @@ ${query}`;
}

function endsWithSql(digits: string, bind: Bind): string {
  return startsWithSql("reverse(m.to_digits)", [...digits].reverse().join(""), bind);
}

function recipientSql({ to }: MessageCriteria, bind: Bind): string[] | null {
  switch (to?.kind) {
    case undefined:
      return null;
    case "number":
      return [`m.to_digits = ${bind(to.digits)}`];
    case "end_of_number":
      return [endsWithSql(to.digits, bind)];
    case "address": {
      const isWritten = `m.to_address = ${bind(to.address)}`;
      if (to.digits !== "") return [`(m.to_digits = ${bind(to.digits)} AND ${isWritten})`];
      return [`(m.to_digits = '' AND ${isWritten})`, `(m.to_digits IS NULL AND ${isWritten})`];
    }
  }
}

function numberSql({ number, isBesideText }: MessageCriteria, bind: Bind): string[] | null {
  if (number === undefined) return null;
  const { digits, text, isWhole } = number;
  const query = `plainto_tsquery('simple', ${bind(text)})`;
  const isReferred = `m.id = ANY(ARRAY(
    SELECT s.message_id FROM message_search s WHERE s.document @@ ${query}
    ORDER BY s.created_at DESC LIMIT ${MAX_REFERRED}))`;
  const isNumber = isWhole
    ? [`m.to_digits = ${bind(digits)}`]
    : [startsWithSql("m.to_digits", digits, bind), endsWithSql(digits, bind)];
  return [...isNumber, isBesideText ? `(${isReferred} AND ${besideTextSql(query)})` : isReferred];
}

function sendersSql({ from }: MessageCriteria, bind: Bind): string[] | null {
  if (from === undefined) return null;
  if (from.length === 0 || from.length > MAX_SENDER_BRANCHES) {
    return [`m.from_address = ANY(${bind(from)}::text[])`];
  }
  return from.map((address) => `m.from_address = ${bind(address)}`);
}

function statesSql(criteria: MessageCriteria, bind: Bind): string[] | null {
  const { outcomes, statuses, sentBefore, sentSince } = criteria;
  if (outcomes === undefined && statuses === undefined) return null;
  const states = statesOf({ outcomes, statuses });
  if (states.length === 0) return ["FALSE"];
  // Outcomes are written out, for PostgreSQL takes a partial index only for what it can read.
  return states.map(({ outcome, status }) => {
    const parts = [`m.outcome = '${outcome}'`];
    if (status === null) parts.push("m.status IS NULL");
    else if (status !== undefined) parts.push(`m.status = ${bind(status)}`);
    if (outcome === "sent" && sentBefore) {
      parts.push(`m.sent_at < ${bind(sentBefore)}::timestamptz`);
    }
    if (outcome === "sent" && sentSince) {
      parts.push(`m.sent_at >= ${bind(sentSince)}::timestamptz`);
    }
    return `(${parts.join(" AND ")})`;
  });
}

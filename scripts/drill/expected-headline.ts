import type { LedgerCallback, LedgerEntry } from "../../simulator/ledger";

/**
 * The headline that the simulator's ledger asks for. Written anew from the rule, and on purpose not with the
 * product's own code, so that a mistake there cannot agree with itself.
 */
export type ExpectedHeadline = {
  /** One, or those of which the first to arrive counts: the ledger cannot tell which that was. */
  statuses: (string | null)[];
  hasConflict: boolean;
  /** As with the statuses. */
  errorCodes: (number | null)[];
};

/** What the product keeps of one observation, as far as the ledger does not know of it. */
export type Observed = {
  source: "create_response" | "callback" | "api";
  status: string;
  token: string | null;
  error_code: number | null;
};

const RANKS: Record<string, number> = {
  accepted: 0,
  scheduled: 0,
  queued: 10,
  sending: 20,
  sent: 30,
  delivered: 50,
  undelivered: 50,
  failed: 50,
  canceled: 50,
  read: 60,
};
const FINAL = 50;
const FAILURES = ["undelivered", "failed"];
const IN_FLIGHT = ["accepted", "scheduled", "queued", "sending", "sent"];

const rank = (status: string) => RANKS[status] ?? -1;

function codeOf(callback: LedgerCallback): number | null {
  const code = callback.params.find(([name]) => name === "ErrorCode")?.[1];
  return code ? Number(code) : null;
}

export function expectedHeadline(
  entry: LedgerEntry,
  events: readonly Observed[],
): ExpectedHeadline {
  const tokens = new Set(events.map((event) => event.token));
  const came = entry.callbacks.filter((callback) => tokens.has(callback.idempotencyToken));
  const told = events.filter((event) => event.source !== "callback");
  const words = new Set([...came.map(({ status }) => status), ...told.map(({ status }) => status)]);
  const top = Math.max(...[...words].map(rank));
  const topWords = [...words].filter((word) => rank(word) === top);
  const settled = told.findLast(
    ({ source, status }) => source === "api" && rank(status) >= FINAL,
  )?.status;
  // `read` outranks both of two endings, and does not undo that they contradict each other.
  const isContradiction = [...words].filter((word) => rank(word) === FINAL).length > 1;
  const hasConflict = isContradiction && settled === undefined;
  const statuses =
    !isContradiction || top > FINAL
      ? topWords
      : settled === undefined
        ? topWords.filter((word) => FAILURES.includes(word))
        : [settled];
  const coded = [
    ...came.map((callback) => ({ status: callback.status, code: codeOf(callback) })),
    ...told.map((event) => ({ status: event.status, code: event.error_code })),
  ].filter(({ code }) => code !== null);
  return {
    statuses: statuses.length > 0 ? statuses : [null],
    hasConflict,
    errorCodes: coded.length > 0 ? coded.map(({ code }) => code) : [null],
  };
}

/** The tab of the list under which a message with this headline is counted; a missing receipt counts as in flight. */
export function expectedOutcome({ statuses: [status], hasConflict }: ExpectedHeadline): string {
  if (hasConflict && status !== "read") return "conflict";
  if (status === "read" || status === "delivered") return "delivered";
  if (FAILURES.includes(status ?? "")) return "failed";
  if (IN_FLIGHT.includes(status ?? "")) return "in_flight";
  return "unknown";
}

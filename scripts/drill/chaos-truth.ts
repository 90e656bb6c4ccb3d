import pg from "pg";
import { messageFiltersSchema } from "@/lib/contracts/message-list";
import type { Database } from "@/lib/db/prisma";
import { listMessages } from "@/lib/services/list-messages";
import type { LedgerCallback, LedgerEntry } from "../../simulator/ledger";
import type { Simulator } from "../../simulator/server";
import { expectedHeadline, expectedOutcome, type Observed } from "./expected-headline";

const READER = { id: "drill", name: "Drill", role: "owner" } as const;

export type ChaosReport = {
  /** Messages of the product by submission. */
  submissions: Record<string, number>;
  /** Messages that nobody had answered or called back about when all was quiet, and that had to be looked up. */
  unanswered: number;
  /** Messages as the list's tabs count them. */
  outcomes: Record<string, number>;
  /** Callbacks that the product answered 200. */
  answered: number;
  /** Events kept of callbacks. */
  recorded: number;
  /** Callbacks that no attempt brought here, or that nobody could verify: what reconciliation has to find. */
  lost: number;
  /** What must not be: each a sentence. */
  faults: string[];
};

type MessageRecord = {
  id: string;
  sid: string | null;
  origin: string;
  submission: string;
  status: string | null;
  has_conflict: boolean;
  error_code: number | null;
  body: string | null;
};

type EventRecord = {
  sid: string;
  token: string | null;
  source: Observed["source"];
  status: string;
  error_code: number | null;
  deliveries: number;
};

type Counts = { answered: number; recorded: number; lost: number };

/** Holds what the product keeps against what the simulator knows that it did. Nothing may be under way. */
export async function compareWithLedger({
  db,
  databaseUrl,
  simulator,
  messages,
}: {
  db: Database;
  databaseUrl: string;
  simulator: Simulator;
  messages: number;
}): Promise<Omit<ChaosReport, "unanswered">> {
  const { rows, eventsOf } = await readRecords(databaseUrl);
  const ledger = simulator.ledger();
  const faults = messageFaults(rows, ledger, messages);
  if (simulator.summary().acceptedMoreThanOnce > 0) faults.push("A message was sent twice.");

  const bySid = new Map(rows.map((row) => [row.sid, row]));
  const counts: Counts = { answered: 0, recorded: 0, lost: 0 };
  const expected: Record<string, number> = {};
  for (const entry of ledger) {
    const events = eventsOf.get(entry.sid) ?? [];
    const message = bySid.get(entry.sid);
    faults.push(...callbackFaults(entry, events, counts));
    if (!message) {
      faults.push(`${entry.sid}: it is not kept.`);
      continue;
    }
    const truth = expectedHeadline(entry, events);
    const outcome = expectedOutcome(truth);
    expected[outcome] = (expected[outcome] ?? 0) + 1;
    if (
      !truth.statuses.includes(message.status) ||
      message.has_conflict !== truth.hasConflict ||
      !truth.errorCodes.includes(message.error_code)
    ) {
      const headline = `${message.status}${message.has_conflict ? " (conflict)" : ""} ${message.error_code ?? ""}`;
      faults.push(`${entry.sid}: the headline is ${headline}, not ${JSON.stringify(truth)}.`);
    }
  }

  for (const { sid, submission } of rows) {
    if (sid !== null) continue;
    const outcome = submission === "rejected" ? "failed" : "unknown";
    expected[outcome] = (expected[outcome] ?? 0) + 1;
  }
  const outcomes = await countedOutcomes(db);
  for (const [outcome, shown] of Object.entries(outcomes)) {
    const there = expected[outcome] ?? 0;
    if (shown !== there) faults.push(`The list counts ${shown} as ${outcome}; there are ${there}.`);
  }
  const submissions: Record<string, number> = {};
  for (const row of rows) submissions[row.submission] = (submissions[row.submission] ?? 0) + 1;
  return { submissions, outcomes, ...counts, faults };
}

async function readRecords(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<MessageRecord>(
    "SELECT id, sid, origin, submission, status, has_conflict, error_code, body FROM messages",
  );
  const events = await client.query<EventRecord>(`
    SELECT m.sid, e.source, e.status, e.error_code, e.deliveries,
      (SELECT h ->> 1 FROM jsonb_array_elements(e.headers) AS h WHERE h ->> 0 = 'i-twilio-idempotency-token') AS token
    FROM status_events e JOIN messages m ON m.id = e.message_id`);
  await client.end();
  return { rows, eventsOf: groupedBy(events.rows, (event) => event.sid) };
}

/** One row for each message asked for, with the SID that Twilio gave it if it made one. */
function messageFaults(
  rows: readonly MessageRecord[],
  ledger: readonly LedgerEntry[],
  messages: number,
): string[] {
  const faults: string[] = [];
  if (rows.length !== messages) faults.push(`${messages} were sent, ${rows.length} are kept.`);
  const made = new Map(ledger.map((entry) => [entry.body, entry.sid]));
  for (const { id, sid, origin, submission, body } of rows) {
    const truth = made.get(body ?? "") ?? null;
    if (origin === "orphan") faults.push(`${sid}: it is an orphan.`);
    if (sid !== truth) faults.push(`${id}: it has the SID ${sid}; Twilio made ${truth}.`);
    if (truth !== null && submission !== "accepted") {
      faults.push(`${id}: Twilio has it, and it stands as ${submission}.`);
    }
    if (truth === null && submission !== "unknown" && submission !== "rejected") {
      faults.push(`${id}: Twilio never made it, and it stands as ${submission}.`);
    }
  }
  return faults;
}

const isAnswered = (callback: LedgerCallback) =>
  callback.attempts.some((attempt) => attempt.responseStatus === 200);

function callbackFaults(
  entry: LedgerEntry,
  events: readonly EventRecord[],
  counts: Counts,
): string[] {
  const faults: string[] = [];
  const say = (text: string) => faults.push(`${entry.sid}: ${text}`);
  const callbacks = events.filter((event) => event.source === "callback");
  const byToken = groupedBy(entry.callbacks, (callback) => callback.idempotencyToken);
  for (const [token, tries] of byToken) {
    const word = tries[0]?.status;
    const recorded = callbacks.filter((event) => event.token === token);
    const attempts = tries.flatMap((callback) => callback.attempts);
    const answered = attempts.filter((attempt) => attempt.responseStatus === 200).length;
    const deliveries = recorded[0]?.deliveries ?? 0;
    counts.answered += answered;
    if (answered > 0 && recorded.length === 0) say(`a ${word} was answered 200 and is lost.`);
    if (recorded.length > 1) say(`a ${word} is doubled.`);
    if (deliveries < answered || deliveries > attempts.length) {
      say(`a ${word} was answered ${answered} times; ${deliveries} are counted.`);
    }
    if (recorded[0] && tries.every((callback) => callback.wrongSignature)) {
      say(`a forged ${word} was let in.`);
    }
    if (recorded[0] && recorded[0].status !== word) {
      say(`a ${word} is kept as ${recorded[0].status}.`);
    }
    if (recorded.length === 0 && !tries.some(isAnswered)) counts.lost += 1;
  }
  counts.recorded += callbacks.length;
  for (const event of callbacks) {
    if (!byToken.has(event.token ?? "")) say(`a ${event.status} is kept that was never sent.`);
  }
  const said = new Set([entry.create.initialStatus, ...entry.statuses.map(({ status }) => status)]);
  for (const { source, status } of events) {
    if (source !== "callback" && !said.has(status)) say(`its API never said ${status}.`);
  }
  return faults;
}

async function countedOutcomes(db: Database): Promise<Record<string, number>> {
  const filters = messageFiltersSchema.parse({ range: "all" });
  const { counts } = await listMessages(READER, filters, { db });
  const { no_receipt, in_flight, ...rest } = counts;
  const others = Object.entries(rest).map(([outcome, { count }]) => [outcome, count] as const);
  return { ...Object.fromEntries(others), in_flight: in_flight.count + no_receipt.count };
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key) {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

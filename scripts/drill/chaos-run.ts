import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { sendMessageSchema } from "@/lib/contracts/send-message";
import type { Database } from "@/lib/db/prisma";
import { headlineOf, type StatusObservation } from "@/lib/domain/message-status";
import { type SendDependencies, sendMessage } from "@/lib/services/send-message";
import type { LedgerCallback, LedgerEntry } from "../../simulator/ledger";
import type { Simulator } from "../../simulator/server";

const SENDER = { id: "drill", name: "Drill", role: "owner" } as const;
const SERVICE = "MG51a000000000000000000000000a0001";
const SETTLE_MS = 120_000;

export type ChaosSettings = {
  db: Database;
  databaseUrl: string;
  simulator: Simulator;
  /** Client and settings that `sendMessage` is to use. */
  sending: Required<Pick<SendDependencies, "client" | "settings">>;
  messages: number;
  concurrency: number;
  seed: number;
};

export type ChaosReport = {
  sent: number;
  /** Messages of the product by submission. */
  submissions: Record<string, number>;
  /** Messages whose create call got no answer and whose callbacks carry no id of ours. */
  orphans: number;
  /** Callbacks that the product answered 200. */
  answered: number;
  recorded: number;
  /** Never answered, and not recorded: what reconciliation has to find. */
  lost: number;
  /** What must not be: each a sentence. */
  faults: string[];
};

/** A recipient per message, spread over channels and senders, the same for the same seed. */
function draftOf(index: number, seed: number) {
  const pick = createHash("sha256").update(`${seed}:${index}`).digest();
  const number = `+1206555${String(1000 + (pick.readUInt16BE(0) % 9000))}`;
  const isWhatsApp = (pick[2] ?? 0) % 4 === 0;
  const isService = !isWhatsApp && (pick[3] ?? 0) % 3 === 0;
  return sendMessageSchema.parse({
    sendKey: randomUUID(),
    channel: isWhatsApp ? "whatsapp" : "sms",
    to: isWhatsApp ? `whatsapp:${number}` : number,
    ...(isService
      ? { messagingServiceSid: SERVICE, callback: (pick[4] ?? 0) % 2 === 0 ? "service" : "message" }
      : { from: isWhatsApp ? "whatsapp:+14155238886" : "+15005550006" }),
    body: `Message ${index} of drill ${seed}.`,
  });
}

/**
 * Sends messages through the product against a misbehaving simulator, waits until nothing is under way, and holds
 * every message, count and event against the simulator's ledger.
 */
export async function runChaos(settings: ChaosSettings): Promise<ChaosReport> {
  let next = 0;
  const worker = async () => {
    while (next < settings.messages) {
      const index = next;
      next += 1;
      await sendMessage(SENDER, draftOf(index, settings.seed), {
        db: settings.db,
        ...settings.sending,
      });
    }
  };
  await Promise.all(Array.from({ length: settings.concurrency }, worker));
  const isSettled = await settings.simulator.settled({ timeoutMs: SETTLE_MS });
  const report = await compare(settings);
  if (!isSettled) report.faults.push("The simulator did not come to rest.");
  return report;
}

type MessageRecord = {
  id: string;
  sid: string | null;
  origin: string;
  submission: string;
  status: string | null;
  has_conflict: boolean;
  error_code: number | null;
};
type EventRecord = {
  sid: string;
  token: string | null;
  source: StatusObservation["source"];
  status: string;
  error_code: number | null;
  deliveries: number;
  us: string;
};

async function compare({ databaseUrl, simulator, messages }: ChaosSettings): Promise<ChaosReport> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<MessageRecord>(
    "SELECT id, sid, origin, submission, status, has_conflict, error_code FROM messages",
  );
  const events = await client.query<EventRecord>(`
    SELECT m.sid, e.source, e.status, e.error_code, e.deliveries,
      (extract(epoch FROM e.received_at) * 1000000)::bigint AS us,
      (SELECT h ->> 1 FROM jsonb_array_elements(e.headers) AS h WHERE h ->> 0 = 'i-twilio-idempotency-token') AS token
    FROM status_events e JOIN messages m ON m.id = e.message_id`);
  await client.end();

  const bySid = new Map(rows.flatMap((row) => (row.sid === null ? [] : [[row.sid, row] as const])));
  const eventsOf = new Map<string, EventRecord[]>();
  for (const event of events.rows) {
    eventsOf.set(event.sid, [...(eventsOf.get(event.sid) ?? []), event]);
  }
  const faults: string[] = [];
  const counts = { answered: 0, recorded: 0, lost: 0 };
  const asked = rows.filter((row) => row.origin !== "orphan");
  const unclear = asked.filter((row) => row.sid === null && row.submission === "unknown");
  const orphans = rows.length - asked.length;
  if (asked.length !== messages) faults.push(`${messages} were sent, ${asked.length} are kept.`);
  // Twilio's answer was cut and the service's callback carries no id of ours: the message and its orphan.
  if (orphans > unclear.length) {
    faults.push(`${orphans} orphans for ${unclear.length} messages without an answer.`);
  }
  if (simulator.summary().acceptedMoreThanOnce > 0) faults.push("A message was sent twice.");
  const ledger = simulator.ledger();
  const known = new Set(ledger.map((entry) => entry.sid));
  for (const sid of bySid.keys()) {
    if (!known.has(sid)) faults.push(`${sid} is kept, but Twilio never had it.`);
  }
  for (const entry of ledger) {
    faults.push(...faultsOf(entry, bySid.get(entry.sid), eventsOf.get(entry.sid) ?? [], counts));
  }
  const submissions: Record<string, number> = {};
  for (const row of rows) submissions[row.submission] = (submissions[row.submission] ?? 0) + 1;
  return { sent: messages, submissions, orphans, ...counts, faults };
}

const isAnswered = (callback: LedgerCallback) =>
  callback.attempts.some((attempt) => attempt.responseStatus === 200);

function faultsOf(
  entry: LedgerEntry,
  message: MessageRecord | undefined,
  events: readonly EventRecord[],
  counts: { answered: number; recorded: number; lost: number },
): string[] {
  const faults: string[] = [];
  const say = (text: string) => faults.push(`${entry.sid}: ${text}`);
  const callbacks = events.filter((event) => event.source === "callback");
  const byToken = new Map<string, LedgerCallback[]>();
  for (const callback of entry.callbacks) {
    const token = callback.idempotencyToken;
    byToken.set(token, [...(byToken.get(token) ?? []), callback]);
  }
  for (const [token, tries] of byToken) {
    const recorded = callbacks.filter((event) => event.token === token);
    const attempts = tries.flatMap((callback) => callback.attempts);
    const answered = attempts.filter((attempt) => attempt.responseStatus === 200).length;
    counts.answered += answered;
    if (answered > 0 && recorded.length !== 1) {
      say(`a ${tries[0]?.status} was answered 200 and is kept ${recorded.length} times.`);
    }
    if (recorded.length > 1) say(`a ${tries[0]?.status} is doubled.`);
    const deliveries = recorded[0]?.deliveries ?? 0;
    if (deliveries < answered || deliveries > attempts.length) {
      say(
        `a ${tries[0]?.status} came ${answered} to ${attempts.length} times, ${deliveries} are counted.`,
      );
    }
    if (recorded[0] && tries.every((callback) => callback.wrongSignature)) {
      say(`a forged ${tries[0]?.status} was let in.`);
    }
    if (recorded[0] && recorded[0].status !== tries[0]?.status) {
      say(`a ${tries[0]?.status} is kept as ${recorded[0].status}.`);
    }
    if (recorded.length === 0 && answered === 0) counts.lost += 1;
  }
  counts.recorded += callbacks.length;
  for (const event of callbacks) {
    if (!byToken.has(event.token ?? "")) say(`a ${event.status} is kept that was never sent.`);
  }

  const isKnownHere = entry.callbacks.some(isAnswered) || events.length > 0;
  if (!message) {
    if (isKnownHere) say("it is not kept.");
    return faults;
  }
  const truth = headlineOf(
    events.map((event) => ({
      status: event.status,
      source: event.source,
      errorCode: event.error_code,
      receivedAtUs: Number(event.us),
    })),
  );
  if (
    message.status !== truth.status ||
    message.has_conflict !== truth.hasConflict ||
    message.error_code !== truth.errorCode
  ) {
    say(`the headline is ${message.status}, its events say ${truth.status}.`);
  }
  const isWhole = [...byToken.values()].every((tries) => tries.some(isAnswered));
  const last = entry.statuses.at(-1)?.status;
  const finals = new Set(entry.statuses.map(({ status }) => status).filter(isEnding));
  if (isWhole && last !== undefined && finals.size <= 1 && message.status !== last) {
    say(`every callback was answered; Twilio says ${last}, the headline is ${message.status}.`);
  }
  return faults;
}

function isEnding(status: string): boolean {
  return ["delivered", "undelivered", "failed", "canceled"].includes(status);
}

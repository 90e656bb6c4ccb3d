import { createHash, randomUUID } from "node:crypto";
import { sendMessageSchema } from "@/lib/contracts/send-message";
import type { Database } from "@/lib/db/prisma";
import { resolveUnknownSubmission } from "@/lib/services/resolve-unknown-submission";
import { type SendDependencies, sendMessage } from "@/lib/services/send-message";
import type { Simulator } from "../../simulator/server";
import { type ChaosReport, compareWithLedger } from "./chaos-truth";

const SENDER = { id: "drill", name: "Drill", role: "owner" } as const;
const SERVICE = "MG51a000000000000000000000000a0001";
const SETTLE_MS = 180_000;
/** A message that was not answered is looked up no sooner. */
const PATIENCE_MS = 121_000;

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

/** Every so many messages go to a number whose fate is written down: contradictions, reversed order, refusals. */
const SCRIPTED_EVERY = 12;
const SCRIPTED = [
  ..."04 05 06 07 08 09 10 11 20 21 22 23 24 25 26 27 28 30 33"
    .split(" ")
    .map((end) => `+141555501${end}`),
  "+15005530003",
  "+15006630034",
  "+15007721610",
];

/** A recipient per message, spread over channels and senders, the same for the same seed. */
function draftOf(index: number, seed: number) {
  const pick = createHash("sha256").update(`${seed}:${index}`).digest();
  const ordinary = `+1206555${String(1000 + (pick.readUInt16BE(0) % 9000))}`;
  const isScripted = index % SCRIPTED_EVERY === 0;
  const scripted = SCRIPTED[(index / SCRIPTED_EVERY) % SCRIPTED.length];
  const number = (isScripted && scripted) || ordinary;
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

/** Runs `work` on 0, 1, … `count - 1`, `concurrency` at a time. */
async function inParallel(
  count: number,
  concurrency: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

/**
 * Sends messages through the product against a misbehaving simulator, waits until nothing is under way, has the
 * product look up what was not answered, and holds every message, event and count against the simulator's ledger.
 */
export async function runChaos(settings: ChaosSettings): Promise<ChaosReport> {
  const { db, databaseUrl, simulator, sending, messages, concurrency, seed } = settings;
  await inParallel(messages, concurrency, (index) =>
    sendMessage(SENDER, draftOf(index, seed), { db, ...sending }),
  );
  const isSettled = await simulator.settled({ timeoutMs: SETTLE_MS });
  if (!isSettled) throw new Error("The simulator did not come to rest.");
  const unanswered = await db.message.findMany({
    where: { submission: { in: ["unknown", "pending"] }, sid: null },
    select: { id: true },
  });
  const now = new Date(Date.now() + PATIENCE_MS);
  await inParallel(unanswered.length, concurrency, (index) =>
    resolveUnknownSubmission(SENDER, unanswered[index]?.id ?? "", {
      db,
      client: sending.client,
      now,
    }),
  );
  const report = await compareWithLedger({ db, databaseUrl, simulator, messages });
  return { ...report, unanswered: unanswered.length };
}

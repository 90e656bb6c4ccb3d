import type { Draws } from "./draws";
import { applyMisbehaviour, applyScript, type Emission, plainEmission } from "./emissions";
import { type OutcomeScript, scriptFor } from "./outcome-numbers";
import type { Misbehaviour, OutcomeMix } from "./settings";

export type Channel = "sms" | "mms" | "whatsapp" | "rcs";

/** One true change of a message's status, in order, after its initial status. */
export type Step = {
  status: string;
  errorCode: number | null;
  /** After the step before it, before `timeScale`. */
  afterMs: number;
  /** Waits for the sender's next free slot. */
  fromQueue: boolean;
};

export type Journey = {
  /** Name of the outcome number's script, or of the outcome that was drawn. */
  outcome: string;
  steps: Step[];
  emissions: Emission[];
  /** The message goes out by SMS although it was meant for RCS. */
  rcsFallback: boolean;
};

export type JourneyInput = {
  to: string;
  channel: Channel;
  /** True when a Messaging Service has still to pick the sender: `queued` is then a step. */
  startsBeforeQueue: boolean;
  draws: Draws;
  misbehaviour: Misbehaviour;
  outcomes: OutcomeMix;
};

const undeliveredCodes: Record<"phone" | "whatsapp" | "rcs", readonly number[]> = {
  phone: [30003, 30003, 30003, 30005, 30006, 30007, 30008],
  whatsapp: [63024, 63016, 63032, 63049],
  rcs: [63036, 30003],
};
const failedCodes: Record<"phone" | "whatsapp" | "rcs", readonly number[]> = {
  phone: [30034, 30007, 30022],
  whatsapp: [63016, 63018, 63003],
  rcs: [63036, 63013],
};

const family = (channel: Channel) =>
  channel === "whatsapp" || channel === "rcs" ? channel : ("phone" as const);

/**
 * The whole life of one message, decided before it begins: a pure function of its input, so that
 * the same seed and the same message give the same journey at any load.
 */
export function planJourney(input: JourneyInput): Journey {
  const script = scriptFor(input.to);
  const outcome = script ?? drawOutcome(input);
  const steps = planSteps(input, outcome);
  const plain = steps.flatMap((step, index) =>
    emitsCallback(step, outcome, input) ? [plainEmission(index, step.status)] : [],
  );
  return {
    outcome: outcome.name,
    steps,
    emissions: script
      ? applyScript(plain, script)
      : applyMisbehaviour(plain, input.draws, input.misbehaviour),
    rcsFallback: outcome.rcsFallback === true && input.channel === "rcs",
  };
}

function drawOutcome({ channel, draws, outcomes }: JourneyInput): OutcomeScript {
  const roll = draws.fraction("outcome");
  const { undelivered, failed, sentWithoutReceipt } = outcomes;
  if (roll < undelivered) {
    const code = draws.pick("errorCode", undeliveredCodes[family(channel)]);
    return { name: `undelivered-${code}`, ends: [["undelivered", code]] };
  }
  if (roll < undelivered + failed) {
    const code = draws.pick("errorCode", failedCodes[family(channel)]);
    return { name: `failed-${code}`, ends: [["failed", code]] };
  }
  if (roll < undelivered + failed + sentWithoutReceipt && family(channel) === "phone") {
    return { name: "sent-without-receipt", ends: [] };
  }
  const hasReceipts = channel === "whatsapp" || channel === "rcs";
  return hasReceipts && draws.chance("read", outcomes.read)
    ? { name: "read", ends: ["delivered", "read"] }
    : { name: "delivered", ends: ["delivered"] };
}

function planSteps({ draws, channel, startsBeforeQueue }: JourneyInput, outcome: OutcomeScript) {
  const steps: Step[] = [];
  const add = (status: string, afterMs: number, errorCode: number | null = null) =>
    steps.push({ status, errorCode, afterMs, fromQueue: false });

  if (startsBeforeQueue) add("queued", draws.between("queuedAfter", 50, 400));
  if (outcome.stuckInQueue) return steps;

  const ends = outcome.ends.map((end) => (typeof end === "string" ? ([end, null] as const) : end));
  const isSent = ends[0]?.[0] !== "failed";
  steps.push({
    status: "sending",
    errorCode: null,
    afterMs: draws.between("sendingAfter", 20, 100),
    fromQueue: true,
  });
  if (isSent && !outcome.skipSent) add("sent", draws.between("sentAfter", 150, 1500));

  for (const [index, [status, code]] of ends.entries()) {
    if (status === "read" && channel !== "whatsapp" && channel !== "rcs") continue;
    const skewed = draws.fraction(`endAfter:${index}`) ** 2;
    const usualMs = status === "read" ? 2000 + skewed * 6000 : 400 + skewed * 6000;
    add(status, Math.round(outcome.endAfterMs ?? usualMs), code);
  }
  return steps;
}

function emitsCallback(step: Step, outcome: OutcomeScript, input: JourneyInput): boolean {
  if (step.status !== "sending") return true;
  return (
    outcome.emitSending === true ||
    (!scriptFor(input.to) &&
      input.draws.chance("sendingCallback", input.misbehaviour.sendingCallback))
  );
}

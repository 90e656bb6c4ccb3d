import type { Draws } from "./draws";
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

/** One callback to send, in the order of the journey's `emissions`. */
export type Emission = {
  /** Index of the step it tells of: it is not sent before that step has happened. */
  step: number;
  kind: "callback" | "repeat" | "resend" | "invented-status";
  /** The word on the wire. */
  status: string;
  /** After the callback before it has left (and its step has happened), before `timeScale`. */
  delayMs: number;
  /** Does not wait for the answer to the callback before it. */
  overlap: boolean;
  lost: boolean;
  wrongSignature: boolean;
  unknownParameter: boolean;
  changedFrom: boolean;
  slowBody: boolean;
  omitErrorCode: boolean;
};

/** What becomes of the HTTP request that creates the message. */
export type CreateBehaviour =
  | "normal"
  | "answer-after-first-callback"
  | "too-many-requests"
  | "server-error"
  | "server-error-after-accepting"
  | "cut-before-accepting"
  | "cut-after-accepting"
  | "cut-mid-answer";

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

/** Which way the create call goes. Outcome numbers misbehave on the first attempt only. */
export function planCreate(
  to: string,
  attempt: number,
  draws: Draws,
  misbehaviour: Misbehaviour,
): CreateBehaviour {
  const script = scriptFor(to);
  if (script) {
    const isOnce = script.create !== "too-many-requests" || !script.createAlways;
    return script.create && (!isOnce || attempt === 1) ? script.create : "normal";
  }
  const table: [CreateBehaviour, number][] = [
    ["too-many-requests", misbehaviour.tooManyRequests],
    ["server-error", misbehaviour.serverError],
    ["server-error-after-accepting", misbehaviour.serverErrorAfterAccepting],
    ["cut-before-accepting", misbehaviour.cutBeforeAccepting],
    ["cut-after-accepting", misbehaviour.cutAfterAccepting],
    ["cut-mid-answer", misbehaviour.cutMidAnswer],
    ["answer-after-first-callback", misbehaviour.answerAfterFirstCallback],
  ];
  return table.find(([name, p]) => draws.chance(`create:${name}`, p))?.[0] ?? "normal";
}

/**
 * The whole life of one message, decided before it begins: a pure function of its input, so that
 * the same seed and the same message give the same journey at any load.
 */
export function planJourney(input: JourneyInput): Journey {
  const script = scriptFor(input.to);
  const outcome = script ?? drawOutcome(input);
  const steps = planSteps(input, outcome);
  const emissions = steps.flatMap((step, index) =>
    emitsCallback(step, outcome, input) ? [plainEmission(index, step.status)] : [],
  );
  const journey: Journey = {
    outcome: outcome.name,
    steps,
    emissions,
    rcsFallback: outcome.rcsFallback === true && input.channel === "rcs",
  };
  return script ? applyScript(journey, script) : applyMisbehaviour(journey, input);
}

export function plainEmission(step: number, status: string): Emission {
  return {
    step,
    kind: "callback",
    status,
    delayMs: 0,
    overlap: false,
    lost: false,
    wrongSignature: false,
    unknownParameter: false,
    changedFrom: false,
    slowBody: false,
    omitErrorCode: false,
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

function applyScript(journey: Journey, script: OutcomeScript): Journey {
  let emissions = journey.emissions;
  if (script.order === "reversed") emissions = [...emissions].reverse();
  if (script.order === "sent-last") {
    const isSent = (emission: Emission) => emission.status === "sent";
    emissions = [...emissions.filter((e) => !isSent(e)), ...emissions.filter(isSent)];
  }
  const last = emissions.length - 1;
  emissions = emissions.flatMap((emission, index) => {
    const planned: Emission = {
      ...emission,
      overlap: script.overlap ?? false,
      lost: script.lose === "all" || (script.lose === "last" && index === last),
      wrongSignature: script.wrongSignature === emission.status,
      unknownParameter: script.unknownParameter ?? false,
      changedFrom: script.changedFrom === true && index === last,
      slowBody: script.slowBody ?? false,
      omitErrorCode: script.omitErrorCode ?? false,
      delayMs: script.lateMs !== undefined && emission.status === "sent" ? script.lateMs : 0,
    };
    const extra: Emission[] = [];
    if (script.repeat) extra.push({ ...planned, kind: "repeat", delayMs: 200 });
    if (script.resend) extra.push({ ...planned, kind: "resend", delayMs: 200 });
    if (script.inventedStatus && emission.status === "sent") {
      extra.push({
        ...planned,
        kind: "invented-status",
        status: script.inventedStatus,
      });
    }
    return [planned, ...extra];
  });
  return { ...journey, emissions };
}

const inventedStatuses = ["carrier_accepted", "deferred", "rerouted"] as const;

function applyMisbehaviour(journey: Journey, { draws, misbehaviour }: JourneyInput): Journey {
  const has = (name: keyof Misbehaviour, step: number) =>
    draws.chance(`${name}:${step}`, misbehaviour[name]);

  const order = [...journey.emissions];
  for (let index = 0; index + 1 < order.length; index += 1) {
    const [a, b] = [order[index] as Emission, order[index + 1] as Emission];
    if (!has("reorder", a.step)) continue;
    order[index] = b;
    order[index + 1] = a;
    index += 1;
  }

  const emissions: Emission[] = [];
  const late: Emission[] = [];
  for (const emission of order) {
    const { step } = emission;
    const planned: Emission = {
      ...emission,
      overlap: has("overlap", step),
      lost: has("lose", step),
      wrongSignature: has("wrongSignature", step),
      unknownParameter: has("unknownParameter", step),
      changedFrom: has("changedFrom", step),
      slowBody: has("slowBody", step),
    };
    const lateMs = has("delay", step) ? draws.between(`delayMs:${step}`, 5_000, 60_000) : 0;
    if (lateMs > 0) late.push({ ...planned, delayMs: lateMs });
    else emissions.push(planned);
    if (has("unknownStatus", step)) {
      const status = draws.pick(`inventedStatus:${step}`, inventedStatuses);
      emissions.push({
        ...planned,
        kind: "invented-status",
        status,
        lost: false,
      });
    }
    for (const kind of ["repeat", "resend"] as const) {
      if (!has(kind, step)) continue;
      const delayMs = lateMs + draws.between(`${kind}Ms:${step}`, 100, 8_000);
      late.push({ ...planned, kind, delayMs, lost: false });
    }
  }
  return { ...journey, emissions: [...emissions, ...inOrderOfDelay(late)] };
}

/** Sorted, and each delay made to count from the callback before it. */
function inOrderOfDelay(late: readonly Emission[]): Emission[] {
  const sorted = [...late].sort((a, b) => a.delayMs - b.delayMs);
  return sorted.map((emission, index) => ({
    ...emission,
    delayMs: emission.delayMs - (sorted[index - 1]?.delayMs ?? 0),
  }));
}

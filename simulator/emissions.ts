import type { Draws } from "./draws";
import type { OutcomeScript } from "./outcome-numbers";
import type { Misbehaviour } from "./settings";

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

/** The callbacks of an outcome number: exactly what its script says. */
export function applyScript(plain: readonly Emission[], script: OutcomeScript): Emission[] {
  let emissions = [...plain];
  if (script.order === "reversed") emissions.reverse();
  if (script.order === "sent-last") {
    const isSent = (emission: Emission) => emission.status === "sent";
    emissions = [...emissions.filter((e) => !isSent(e)), ...emissions.filter(isSent)];
  }
  const last = emissions.length - 1;
  return emissions.flatMap((emission, index) => {
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
}

const inventedStatuses = ["carrier_accepted", "deferred", "rerouted"] as const;

/** The callbacks of an ordinary number, each tampered with as the draws decide. */
export function applyMisbehaviour(
  plain: readonly Emission[],
  draws: Draws,
  misbehaviour: Misbehaviour,
): Emission[] {
  const has = (name: keyof Misbehaviour, step: number) =>
    draws.chance(`${name}:${step}`, misbehaviour[name]);

  const order = [...plain];
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
  return [...emissions, ...inOrderOfDelay(late)];
}

/** Sorted, and each delay made to count from the callback before it. */
function inOrderOfDelay(late: readonly Emission[]): Emission[] {
  const sorted = [...late].sort((a, b) => a.delayMs - b.delayMs);
  return sorted.map((emission, index) => ({
    ...emission,
    delayMs: emission.delayMs - (sorted[index - 1]?.delayMs ?? 0),
  }));
}

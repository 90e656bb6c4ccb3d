import { numberOf } from "./address";
import type { CreateBehaviour } from "./create-behaviour";

/** What a message to an outcome number does, whatever the preset. */
export type OutcomeScript = {
  name: string;
  /** Statuses after `sent`; a failure carries its code. A `failed` first means never sent. */
  ends: readonly (string | readonly [status: string, errorCode: number])[];
  endAfterMs?: number;
  stuckInQueue?: boolean;
  skipSent?: boolean;
  emitSending?: boolean;
  omitErrorCode?: boolean;
  order?: "reversed" | "sent-last";
  overlap?: boolean;
  repeat?: boolean;
  resend?: boolean;
  lose?: "last" | "all";
  lateMs?: number;
  wrongSignature?: string;
  unknownParameter?: boolean;
  inventedStatus?: string;
  changedFrom?: boolean;
  slowBody?: boolean;
  create?: CreateBehaviour;
  createAlways?: boolean;
  rcsFallback?: boolean;
  rcsHandset?: boolean;
};

type OutcomeNumber = { number: string; does: string; script: OutcomeScript };

const number = (lastTwo: string, does: string, script: OutcomeScript): OutcomeNumber => ({
  number: `+141555501${lastTwo}`,
  does,
  script,
});

/** Fictional numbers (+1 415 555 01xx) whose outcome is fixed. */
export const outcomeNumbers: readonly OutcomeNumber[] = [
  number("00", "delivered", { name: "delivered", ends: ["delivered"] }),
  number("01", "delivered slowly, 30 s after sent", {
    name: "delivered-slowly",
    ends: ["delivered"],
    endAfterMs: 30_000,
  }),
  number("02", "sent, and never a receipt", {
    name: "sent-without-receipt",
    ends: [],
  }),
  number("03", "delivered, then read (WhatsApp and RCS; delivered on SMS)", {
    name: "read",
    ends: ["delivered", "read"],
  }),
  number("04", "callbacks out of order: `sent` arrives last", {
    name: "out-of-order",
    ends: ["delivered", "read"],
    order: "sent-last",
  }),
  number("05", "callbacks in reverse order", {
    name: "reversed",
    ends: ["delivered", "read"],
    order: "reversed",
  }),
  number("06", "each callback twice, same idempotency token", {
    name: "repeated",
    ends: ["delivered"],
    repeat: true,
  }),
  number("07", "each callback twice, a new idempotency token", {
    name: "resent",
    ends: ["delivered"],
    resend: true,
  }),
  number("08", "conflict: undelivered (30008), then delivered, as with segments", {
    name: "undelivered-then-delivered",
    ends: [["undelivered", 30008], "delivered"],
  }),
  number("09", "conflict: delivered, then undelivered (30008)", {
    name: "delivered-then-undelivered",
    ends: ["delivered", ["undelivered", 30008]],
  }),
  number("10", "an unknown status `deferred` between sent and delivered", {
    name: "unknown-status",
    ends: ["delivered"],
    inventedStatus: "deferred",
  }),
  number("11", "unknown, repeated and empty parameters in each callback", {
    name: "unknown-parameter",
    ends: ["delivered"],
    unknownParameter: true,
  }),
  number("12", "the create call is answered after the first callback", {
    name: "answer-after-first-callback",
    ends: ["delivered"],
    create: "answer-after-first-callback",
  }),
  number("13", "the line is cut before the message is accepted (first attempt)", {
    name: "cut-before-accepting",
    ends: ["delivered"],
    create: "cut-before-accepting",
  }),
  number("14", "the line is cut after the message is accepted: it exists (first attempt)", {
    name: "cut-after-accepting",
    ends: ["delivered"],
    create: "cut-after-accepting",
  }),
  number("15", "the line is cut in the middle of the answer: it exists (first attempt)", {
    name: "cut-mid-answer",
    ends: ["delivered"],
    create: "cut-mid-answer",
  }),
  number("16", "429 on the first attempt, accepted on the next", {
    name: "too-many-requests",
    ends: ["delivered"],
    create: "too-many-requests",
  }),
  number("17", "429 on every attempt", {
    name: "too-many-requests-always",
    ends: ["delivered"],
    create: "too-many-requests",
    createAlways: true,
  }),
  number("18", "503 without accepting (first attempt)", {
    name: "server-error",
    ends: ["delivered"],
    create: "server-error",
  }),
  number("19", "500 although the message is accepted (first attempt)", {
    name: "server-error-after-accepting",
    ends: ["delivered"],
    create: "server-error-after-accepting",
  }),
  number("20", "the last callback is lost", {
    name: "lose-last",
    ends: ["delivered"],
    lose: "last",
  }),
  number("21", "every callback is lost", {
    name: "lose-all",
    ends: ["delivered"],
    lose: "all",
  }),
  number("22", "`sent` carries a wrong signature", {
    name: "wrong-signature",
    ends: ["delivered"],
    wrongSignature: "sent",
  }),
  number("23", "the last callback has another From", {
    name: "changed-from",
    ends: ["delivered"],
    changedFrom: true,
  }),
  number("24", "callbacks whose bodies come slowly", {
    name: "slow-body",
    ends: ["delivered"],
    slowBody: true,
  }),
  number("25", "delivered without sent", {
    name: "skip-sent",
    ends: ["delivered"],
    skipSent: true,
  }),
  number("26", "a `sending` callback too", {
    name: "sending",
    ends: ["delivered"],
    emitSending: true,
  }),
  number("27", "undelivered (30003), but no ErrorCode in the callback", {
    name: "undelivered-without-code",
    ends: [["undelivered", 30003]],
    omitErrorCode: true,
  }),
  number("28", "`sent` arrives 60 s late, after delivered", {
    name: "late-sent",
    ends: ["delivered"],
    order: "sent-last",
    lateMs: 60_000,
  }),
  number("29", "never leaves the queue", {
    name: "stuck-in-queue",
    ends: [],
    stuckInQueue: true,
  }),
  number("30", "all callbacks at once, none waits for the one before", {
    name: "overlapping",
    ends: ["delivered", "read"],
    endAfterMs: 0,
    overlap: true,
  }),
  number("31", "RCS falls back to SMS: From becomes a phone number", {
    name: "rcs-fallback",
    ends: ["delivered"],
    rcsHandset: true,
    rcsFallback: true,
  }),
  number("32", "an RCS handset: a service with an RCS sender reaches it by RCS", {
    name: "rcs-handset",
    ends: ["delivered", "read"],
    rcsHandset: true,
  }),
  number("33", "conflict: undelivered (30008), then delivered, then read", {
    name: "three-finals",
    ends: [["undelivered", 30008], "delivered", "read"],
  }),
];

const byNumber = new Map(outcomeNumbers.map((entry) => [entry.number, entry.script]));

/** `+1 500 55x xxxx`: undelivered with the last five digits as code, when they are a code. */
const undeliveredPattern = /^\+150055([36]\d{4})$/;
const failedPattern = /^\+150066([2-6]\d{4})$/;
const refusedPattern = /^\+150077([2-6]\d{4})$/;

/** The script of an outcome number, with or without a channel prefix; undefined for any other. */
export function scriptFor(to: string): OutcomeScript | undefined {
  const number = numberOf(to);
  const named = byNumber.get(number);
  if (named) return named;
  const undelivered = undeliveredPattern.exec(number)?.[1];
  if (undelivered) {
    return {
      name: `undelivered-${undelivered}`,
      ends: [["undelivered", Number(undelivered)]],
    };
  }
  const failed = failedPattern.exec(number)?.[1];
  return failed ? { name: `failed-${failed}`, ends: [["failed", Number(failed)]] } : undefined;
}

/** The error code with which a create call to this number is refused. */
export function refusalFor(to: string): number | undefined {
  const code = refusedPattern.exec(numberOf(to))?.[1];
  return code ? Number(code) : undefined;
}

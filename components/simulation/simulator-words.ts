import type { Tone } from "@/components/ui/tone";
import type {
  SimulatorCallback,
  SimulatorPreset,
  SimulatorSettings,
} from "@/lib/contracts/simulator";
import type { TruthVerdict } from "@/lib/domain/truth-verdict";

export const PRESETS: readonly { value: SimulatorPreset; label: string }[] = [
  { value: "calm", label: "Calm" },
  { value: "bad-day", label: "A bad day" },
  { value: "chaos", label: "Chaos" },
];

export const OUTCOME_WORDS: Record<keyof SimulatorSettings["outcomes"], string> = {
  undelivered: "Undelivered",
  failed: "Failed",
  sentWithoutReceipt: "Sent, no receipt",
  read: "Delivered ones that are read",
};

type MisbehaviourName = keyof SimulatorSettings["misbehaviour"];

export const CREATE_WORDS: readonly [MisbehaviourName, string][] = [
  ["tooManyRequests", "Refused with 429"],
  ["serverError", "Refused with 500"],
  ["serverErrorAfterAccepting", "500 although accepted"],
  ["cutBeforeAccepting", "Line cut before accepting"],
  ["cutAfterAccepting", "Line cut after accepting"],
  ["cutMidAnswer", "Line cut within the answer"],
  ["answerAfterFirstCallback", "Answered after the first callback"],
];

export const CALLBACK_WORDS: readonly [MisbehaviourName, string][] = [
  ["lose", "Lost"],
  ["reorder", "Out of order"],
  ["delay", "Delayed"],
  ["repeat", "Repeated, same token"],
  ["resend", "Sent again, new token"],
  ["overlap", "Not waiting for each other"],
  ["wrongSignature", "Forged signature"],
  ["changedFrom", "Another From"],
  ["unknownParameter", "A new parameter"],
  ["unknownStatus", "A made-up status"],
  ["sendingCallback", "“sending” told too"],
  ["slowBody", "Body comes slowly"],
];

export const VERDICT_WORDS: Record<TruthVerdict, { word: string; tone?: Tone; meaning: string }> = {
  agrees: { word: "agrees", meaning: "Milepost shows what really happened." },
  behind: {
    word: "behind",
    tone: "amber",
    meaning:
      "Milepost shows an earlier status: the callback is under way, was lost, or was never due.",
  },
  differs: {
    word: "differs",
    tone: "red",
    meaning: "Milepost shows another status than the message truly has.",
  },
  missing: {
    word: "missing",
    tone: "red",
    meaning: "Milepost has no status of this message.",
  },
};

export type CallbackMark = { word: string; tone?: Tone };

/** What was wrong with a callback on purpose, or how it came to grief. */
export function marksOf(callback: SimulatorCallback): CallbackMark[] {
  const marks: (CallbackMark | false)[] = [
    callback.outcome === "lost-on-purpose" && { word: "lost", tone: "amber" },
    callback.outcome === "failed" && { word: "never reached Milepost", tone: "red" },
    callback.wrongSignature && { word: "forged", tone: "red" },
    callback.isLate && { word: "late", tone: "amber" },
    callback.kind === "repeat" && { word: "repeated" },
    callback.kind === "resend" && { word: "sent again" },
    callback.kind === "invented-status" && { word: "made up", tone: "violet" },
    callback.changedFrom && { word: "another From" },
    callback.unknownParameter && { word: "new parameter", tone: "violet" },
    callback.slowBody && { word: "slow body" },
  ];
  return marks.filter((mark) => mark !== false);
}

/** The marks of all callbacks, each with how often it applies. */
export function countMarks(
  callbacks: readonly SimulatorCallback[],
): (CallbackMark & { times: number })[] {
  const counted = new Map<string, CallbackMark & { times: number }>();
  for (const mark of callbacks.flatMap(marksOf)) {
    counted.set(mark.word, { ...mark, times: (counted.get(mark.word)?.times ?? 0) + 1 });
  }
  return [...counted.values()];
}

/** How a callback went, in words. */
export function callbackWords({ outcome, attempts }: SimulatorCallback): string {
  const status = attempts.at(-1)?.responseStatus;
  const tries = attempts.length > 1 ? `, ${attempts.length} attempts` : "";
  switch (outcome) {
    case "pending":
      return "under way";
    case "answered":
      return `answered ${status ?? ""}${tries}`;
    case "refused":
      return `refused ${status ?? ""}${tries}`;
    case "failed":
      return `no answer${tries}`;
    case "lost-on-purpose":
      return "not sent";
  }
}

const CREATE_BEHAVIOURS: Record<string, string> = {
  normal: "answered as it should be",
  "answer-after-first-callback": "answered after the first callback",
  "server-error-after-accepting": "answered 500 although accepted",
  "cut-after-accepting": "accepted, then the line was cut",
  "cut-mid-answer": "accepted, the line cut within the answer",
};

export function createWords(behaviour: string): string {
  return CREATE_BEHAVIOURS[behaviour] ?? behaviour;
}

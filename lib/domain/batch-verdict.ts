import { countSegments } from "./batch-segments";
import { type BodyTemplate, renderBody } from "./body-template";
import { countCharacters, maxBodyCharacters } from "./message-body";
import { toTwilioAddress } from "./phone-address";
import type { Recipient } from "./recipient-line";
import type { SendChannel } from "./sender-address";

/** `ready` and `unlikely` are sent to; the others are left out. */
export const BATCH_VERDICTS = [
  "ready",
  "unlikely",
  "invalid",
  "duplicate",
  "opted_out",
  "incomplete",
  "not_allowed",
] as const;
export type BatchVerdict = (typeof BATCH_VERDICTS)[number];

export type JudgedRow = {
  line: number;
  recipient: string;
  /** With its channel's prefix; null when the recipient is no number. */
  to: string | null;
  country: string | null;
  verdict: BatchVerdict;
  /** Why it is not ready. */
  reason: string | null;
  isSent: boolean;
  /** Of the row's text; 0 when it is left out. */
  segments: number;
  /** The row's text; null when it is left out or the batch has none yet. */
  text: string | null;
};

export type BatchRules = {
  channel: SendChannel;
  /** Null while no text is written. */
  template: BodyTemplate | null;
  smartEncoding: boolean;
  sendsToUnlikely: boolean;
  /** Beginnings of numbers that may be sent to; none: all may. */
  allowedPrefixes: readonly string[];
  /** Addresses that refused with 21610 and were not reached since → when that was, in words. */
  optedOut: ReadonlyMap<string, string>;
};

export type RowToJudge = {
  line: number;
  recipient: Recipient;
  cellOf: (column: string) => string | undefined;
};

/**
 * A judge of the rows of one list, to be asked row by row in their order: it remembers the numbers that came before.
 * A row that is left out does not make a later one with its number a duplicate.
 */
export function createBatchJudge(rules: BatchRules): (row: RowToJudge) => JudgedRow {
  const lineOf = new Map<string, number>();

  return ({ line, recipient, cellOf }) => {
    const { e164, country, text: written } = recipient;
    const to = e164 === null ? null : toTwilioAddress(rules.channel, e164);
    const found = { line, recipient: written, to, country };
    const leaveOut = (verdict: BatchVerdict, reason: string | null): JudgedRow => ({
      ...found,
      verdict,
      reason,
      isSent: false,
      segments: 0,
      text: null,
    });

    if (e164 === null || to === null) return leaveOut("invalid", recipient.reason);
    const { allowedPrefixes } = rules;
    if (allowedPrefixes.length > 0 && !allowedPrefixes.some((prefix) => e164.startsWith(prefix))) {
      return leaveOut("not_allowed", `only ${allowedPrefixes.join(", ")} may be sent to from here`);
    }
    const earlier = lineOf.get(to);
    if (earlier !== undefined) return leaveOut("duplicate", `same number as line ${earlier}`);
    const optedOutAt = rules.optedOut.get(to);
    if (optedOutAt !== undefined) {
      return leaveOut("opted_out", `refused with 21610 on ${optedOutAt}: they replied STOP`);
    }
    const isUnlikely = recipient.verdict === "unlikely";
    if (isUnlikely && !rules.sendsToUnlikely) return leaveOut("unlikely", recipient.reason);

    let text: string | null = null;
    if (rules.template) {
      const body = renderBody(rules.template, cellOf);
      const characters = countCharacters(body.text);
      if (body.missing.length > 0) {
        return leaveOut("incomplete", `nothing in ${body.missing.join(", ")}`);
      }
      if (characters > maxBodyCharacters) {
        return leaveOut(
          "incomplete",
          `${characters} characters; Twilio takes ${maxBodyCharacters}`,
        );
      }
      if (characters === 0) return leaveOut("incomplete", "no text");
      text = body.text;
    }
    lineOf.set(to, line);
    return {
      ...found,
      verdict: isUnlikely ? "unlikely" : "ready",
      reason: isUnlikely ? recipient.reason : null,
      isSent: true,
      segments: text === null ? 0 : segmentsOn(rules.channel, text, rules.smartEncoding),
      text,
    };
  };
}

/** Only SMS is cut into segments; elsewhere a message is one. */
function segmentsOn(channel: SendChannel, text: string, smartEncoding: boolean): number {
  return channel === "sms" ? countSegments(text, { smartEncoding }) : 1;
}

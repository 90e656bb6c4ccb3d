import { isMessageStatus, MESSAGE_OUTCOMES, type MessageOutcome } from "./message-status";

/**
 * One pair of outcome and headline that a message can have. `status` null: nothing was observed; undefined: all of the
 * words that are not Twilio's, and none.
 */
export type OutcomeState = { outcome: MessageOutcome; status: string | null | undefined };

/** The headlines of each outcome. Those of `unknown` are any word, and none. */
const HEADLINES: Readonly<Record<Exclude<MessageOutcome, "unknown">, readonly (string | null)[]>> =
  {
    in_flight: ["sending", "queued", "accepted", "scheduled", null],
    sent: ["sent", "partially_delivered"],
    delivered: ["delivered", "read"],
    failed: ["undelivered", "failed", null],
    canceled: ["canceled"],
    conflict: ["undelivered", "failed", "canceled"],
  };

/** The pairs of outcome and headline that some outcomes and some headlines allow; absent means any. Total. */
export function statesOf(wanted: {
  outcomes?: readonly string[] | undefined;
  statuses?: readonly string[] | undefined;
}): OutcomeState[] {
  const { outcomes = MESSAGE_OUTCOMES, statuses } = wanted;
  return MESSAGE_OUTCOMES.filter((outcome) => outcomes.includes(outcome)).flatMap(
    (outcome): OutcomeState[] => {
      if (outcome === "unknown") {
        if (!statuses) return [{ outcome, status: undefined }];
        return statuses
          .filter((status) => !isMessageStatus(status))
          .map((status) => ({ outcome, status }));
      }
      return HEADLINES[outcome]
        .filter((status) => !statuses || (status !== null && statuses.includes(status)))
        .map((status) => ({ outcome, status }));
    },
  );
}

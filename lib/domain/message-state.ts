import { isMessageStatus, type MessageStatus, NO_RECEIPT_AFTER_SECONDS } from "./message-status";

/**
 * What is shown as the state of a message. Twilio's words, and ours for what they leave out: `submitting` (Twilio
 * has not answered yet), `rejected` (it refused), `no_answer` (it never answered, so the message may exist),
 * `no_receipt` (the carrier took it and stays silent), `unknown_status` (only words that Twilio does not document).
 */
export type MessageState =
  | MessageStatus
  | "submitting"
  | "rejected"
  | "no_answer"
  | "no_receipt"
  | "unknown_status";

/** After this long without an answer to the create call, nobody is waiting for it any more. */
const SUBMISSION_ABANDONED_AFTER_SECONDS = 60;

export type StateFacts = {
  /** The headline's word; null before anything was observed. */
  status: string | null;
  submission: string;
  createdAtUs: number;
  /** When `sent` (or `partially_delivered`) was first observed. */
  sentAtUs: number | null;
};

/** The state at `nowUs`. Total: any word gives a state. */
export function messageStateOf(facts: StateFacts, nowUs: number): MessageState {
  const { status, submission } = facts;
  if (status === null) {
    if (submission === "rejected") return "rejected";
    if (submission === "unknown") return "no_answer";
    const isAbandoned =
      submission === "pending" && hasElapsed(facts.createdAtUs, SUBMISSION_ABANDONED_AFTER_SECONDS);
    return isAbandoned ? "no_answer" : "submitting";
  }
  if (!isMessageStatus(status)) return "unknown_status";
  if (status === "sent" || status === "partially_delivered") {
    const isSilent =
      facts.sentAtUs !== null && hasElapsed(facts.sentAtUs, NO_RECEIPT_AFTER_SECONDS);
    return isSilent ? "no_receipt" : status;
  }
  return status;

  function hasElapsed(sinceUs: number, seconds: number): boolean {
    return nowUs - sinceUs > seconds * 1_000_000;
  }
}

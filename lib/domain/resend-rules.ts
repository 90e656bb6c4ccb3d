/** What decides whether a message may be sent once more. */
export type ResendFacts = {
  submission: string;
  /** The list's word for what became of it. */
  outcome: string;
  to: string | null;
  /** Its text was removed. */
  isRedacted: boolean;
};

/** Why a message must not be sent once more, in a sentence; null when nothing speaks against it. Never throws. */
export function whyNotResendable({ submission, outcome, to, isRedacted }: ResendFacts) {
  if (submission === "unknown" || submission === "pending") {
    return "It may exist at Twilio, so it is not sent a second time. Find out first.";
  }
  if (outcome === "conflict") {
    return "Twilio reported two endings. Fetch it from Twilio first: it may have arrived.";
  }
  if (outcome !== "failed") return "Only a message that failed can be sent once more.";
  if (isRedacted) return "Its text was removed, so there is nothing to send.";
  if (to === null) return "Its recipient is not known.";
  return null;
}

import "server-only";
import type { Refusal } from "@/lib/contracts/send-message";
import { explainErrorCode } from "@/lib/domain/error-codes";

/** A refused create call in words: Twilio's own, and ours about its code. Throws nothing. */
export function explainRefusal(code: number | null, message: string | null): Refusal {
  const words = message ?? "Twilio gave no reason.";
  if (code === null) {
    return {
      code: null,
      message: words,
      title: "Not sent",
      meaning: words,
      action: "Try again. Nothing was sent, so nothing can arrive twice.",
      side: "unknown",
      duration: "unknown",
      docsUrl: null,
      field: null,
    };
  }
  const { title, meaning, action, side, duration, docsUrl, field } = explainErrorCode(code);
  return {
    code,
    message: words,
    title,
    meaning,
    action,
    side,
    duration,
    docsUrl,
    field: field ?? null,
  };
}

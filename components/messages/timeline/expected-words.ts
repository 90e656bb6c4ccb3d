import type { MessageDetail } from "@/lib/contracts/message";
import { formatSpan } from "@/lib/domain/duration-format";
import type { ExpectedStep } from "@/lib/domain/expected-steps";
import type { StatusTimeline } from "@/lib/domain/status-timeline";

export type ExpectedWords = { when: string; atUs: number | null; note: string | null };

/** When a step should come, and what it means that it has not. */
export function expectedWords(
  step: ExpectedStep,
  timeline: StatusTimeline,
  message: Pick<MessageDetail, "callbackMode" | "origin">,
): ExpectedWords {
  if (step.isOptional) {
    return { when: "if the recipient’s read receipts are on", atUs: null, note: null };
  }
  if (message.callbackMode === "none" && message.origin === "dashboard") {
    return { when: "no callback was asked for", atUs: null, note: null };
  }
  if (timeline.state === "scheduled" && !step.isOverdue && timeline.dueUs !== null) {
    return { when: "due at", atUs: timeline.dueUs, note: null };
  }
  if (step.isOverdue) {
    const silence = formatSpan(timeline.silentForUs ?? 0);
    return step.status === "delivered"
      ? { when: `no receipt for ${silence}`, atUs: null, note: "The carrier may never send one." }
      : { when: `nothing for ${silence}`, atUs: null, note: "A callback may be lost." };
  }
  const usual = step.usuallyWithinSeconds;
  return {
    when: usual === null ? "" : `usually within ${usual} s`,
    atUs: null,
    note: null,
  };
}

import { FINAL_RANK, type MessageStatus, NO_RECEIPT_AFTER_SECONDS, rankOf } from "./message-status";

/** A post that a message has not reached yet. */
export type ExpectedStep = {
  status: MessageStatus;
  /** How long it usually takes after the post before it; null where nobody can tell. */
  usuallyWithinSeconds: number | null;
  /** When it should be here; null where nobody can tell. */
  expectedAtUs: number | null;
  /** It is missing for so long that it may never come. */
  isOverdue: boolean;
  /** It comes only if the recipient lets it (a read receipt). */
  isOptional: boolean;
};

export type PathFacts = {
  /** Sent from here; otherwise only its callbacks come, and the first status of a message is never one. */
  hasSubmission: boolean;
  usesService: boolean;
  isScheduled: boolean;
};

const US_PER_SECOND = 1_000_000;

const USUALLY_WITHIN_SECONDS: Partial<Record<MessageStatus, number>> = {
  scheduled: 1,
  accepted: 1,
  queued: 1,
  sent: 2,
  delivered: 6,
};

/** Channels that tell when a message was read. https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
export function hasReadReceipts(channel: string): boolean {
  return channel === "whatsapp" || channel === "rcs";
}

/**
 * The posts from submission to delivery, in their order. A Messaging Service starts at `accepted` (or `scheduled`).
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
export function pathOf(facts: PathFacts): MessageStatus[] {
  if (!facts.hasSubmission) {
    return facts.usesService ? ["queued", "sent", "delivered"] : ["sent", "delivered"];
  }
  if (facts.isScheduled) return ["scheduled", "queued", "sent", "delivered"];
  return facts.usesService
    ? ["accepted", "queued", "sent", "delivered"]
    : ["queued", "sent", "delivered"];
}

/**
 * What should come after the post of `rank` that was reached at `reachedAtUs`, nearest first. Empty after an
 * ending. A scheduled message continues at `dueUs`.
 */
export function expectedSteps(
  facts: PathFacts,
  reached: { rank: number; atUs: number },
  dueUs: number | null,
  nowUs: number,
): ExpectedStep[] {
  if (reached.rank >= FINAL_RANK) return [];
  const fromUs = dueUs !== null && reached.rank <= 0 ? Math.max(reached.atUs, dueUs) : reached.atUs;
  const isOverdue = nowUs - fromUs > NO_RECEIPT_AFTER_SECONDS * US_PER_SECOND;
  let atUs = fromUs;
  return pathOf(facts)
    .filter((status) => rankOf(status) > reached.rank)
    .map((status, index) => {
      const usuallyWithinSeconds = USUALLY_WITHIN_SECONDS[status] ?? null;
      atUs += (usuallyWithinSeconds ?? 0) * US_PER_SECOND;
      return {
        status,
        usuallyWithinSeconds,
        expectedAtUs: atUs,
        isOverdue: isOverdue && index === 0,
        isOptional: false,
      };
    });
}

/** The read receipt that may follow a delivery on channels that have one. */
export const OPTIONAL_READ: ExpectedStep = {
  status: "read",
  usuallyWithinSeconds: null,
  expectedAtUs: null,
  isOverdue: false,
  isOptional: true,
};

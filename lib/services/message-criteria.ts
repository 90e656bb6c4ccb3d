import "server-only";
import type { MessageFilters, OutcomeFilter } from "@/lib/contracts/message-list";
import type { MessageCriteria } from "@/lib/db/message-rows";
import type { Sight } from "@/lib/domain/masking";
import { NO_RECEIPT_AFTER_SECONDS } from "@/lib/domain/message-status";

const HOUR_MS = 3_600_000;
const RANGE_MS = { "1h": HOUR_MS, "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS, "30d": 720 * HOUR_MS };

/** A message that was sent before this, and has no receipt, is not expected to get one. */
export function overdueBefore(now: Date): Date {
  return new Date(now.getTime() - NO_RECEIPT_AFTER_SECONDS * 1000);
}

/** The outcome tab as criteria: `sent` counts as in flight until its receipt is overdue. */
export function outcomeCriteria(outcome: OutcomeFilter, now: Date): MessageCriteria {
  const overdueSince = overdueBefore(now);
  switch (outcome) {
    case "in_flight":
      return { outcomes: ["in_flight", "sent"], sentSince: overdueSince };
    case "no_receipt":
      return { outcomes: ["sent"], sentBefore: overdueSince };
    case "delivered":
    case "failed":
    case "conflict":
    case "unknown":
      return { outcomes: [outcome] };
  }
}

/** Everything but the outcome tab and the cursor. What is hidden from somebody they cannot find out by searching. */
export function filterCriteria(filters: MessageFilters, now: Date, sight: Sight): MessageCriteria {
  const isCustom = filters.after !== undefined || filters.before !== undefined;
  const rangeMs = filters.range === "all" || isCustom ? null : RANGE_MS[filters.range];
  return {
    ...(filters.status ? { statuses: filters.status } : {}),
    ...(filters.to ? { to: filters.to } : {}),
    ...(filters.from ? { from: filters.from } : {}),
    ...(filters.service ? { messagingServiceSid: filters.service } : {}),
    ...(filters.channel ? { channel: filters.channel } : {}),
    ...(filters.batch ? { batchId: filters.batch } : {}),
    ...(filters.error === undefined ? {} : { errorCode: filters.error }),
    ...(filters.after ? { createdSince: new Date(filters.after) } : {}),
    ...(filters.before ? { createdBefore: new Date(filters.before) } : {}),
    ...(rangeMs === null ? {} : { createdSince: new Date(now.getTime() - rangeMs) }),
    ...(filters.q ? searchCriteria(filters.q, sight) : {}),
  };
}

/** A SID or its beginning, our id, a number in any format, or words of body, reference and tags. */
function searchCriteria(text: string, sight: Sight): MessageCriteria {
  if (/^(SM|MM)[0-9a-fA-F]{0,32}$/.test(text)) return { sidPrefix: text };
  if (/^msg_[0-9A-Z]{26}$/.test(text)) return { id: text };
  const digits = text.replace(/\D/g, "");
  if (
    digits.length >= 4 &&
    /^[\s\d()+.\-/:a-z]*$/.test(text) &&
    /^(whatsapp:|rcs:)?[^a-z]*$/.test(text)
  ) {
    return sight.numbers ? { digits } : { wholeNumber: digits };
  }
  return sight.bodies ? { words: text } : { wordsBesideText: text };
}

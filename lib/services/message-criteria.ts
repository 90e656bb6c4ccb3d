import "server-only";
import type { MessageFilters, OutcomeFilter } from "@/lib/contracts/message-list";
import type { MessageCriteria, RecipientCriteria } from "@/lib/db/message-branches";
import { listSenderAddresses } from "@/lib/db/message-rows";
import type { Database } from "@/lib/db/prisma";
import type { Sight } from "@/lib/domain/masking";
import { NO_RECEIPT_AFTER_SECONDS } from "@/lib/domain/message-status";
import { searchDigits } from "@/lib/domain/phone-address";

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

/**
 * Everything but the outcome tab and the cursor. What is hidden from somebody they cannot find out by looking for a
 * part of it. Throws the database's error.
 */
export async function filterCriteria(
  db: Database,
  filters: MessageFilters,
  { now, sight }: { now: Date; sight: Sight },
): Promise<MessageCriteria> {
  const isCustom = filters.after !== undefined || filters.before !== undefined;
  const rangeMs = filters.range === "all" || isCustom ? null : RANGE_MS[filters.range];
  return {
    ...(filters.status ? { statuses: filters.status } : {}),
    ...(filters.to ? { to: recipientCriteria(filters.to, sight) } : {}),
    ...(filters.from ? { from: await findSenders(db, filters.from) } : {}),
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

/** Fewer digits than this are a short code or a name, and the end of far too many numbers. */
const MIN_DIGITS_OF_NUMBER = 7;

/** A number in any format means its digits, on every channel; one without its country code, the end of a number. */
function recipientCriteria(text: string, sight: Sight): RecipientCriteria {
  const digits = searchDigits(text);
  if (/^[a-z]+:/i.test(text)) {
    return { kind: "address", address: text.replace(/[\s().-]/g, ""), digits };
  }
  if (digits.length >= MIN_DIGITS_OF_NUMBER) {
    return !sight.numbers || /^\s*(\+|00)/.test(text.normalize("NFKC"))
      ? { kind: "number", digits }
      : { kind: "end_of_number", digits };
  }
  return { kind: "address", address: text, digits: text.replace(/\D/g, "") };
}

/** Beyond this many senders only the one that is written exactly so is found. */
const MAX_SENDERS = 1_000;

/** The senders that a text in any format may mean, of those that ever sent. */
async function findSenders(db: Database, text: string): Promise<string[]> {
  const name = text.trim().toLowerCase();
  const digits = searchDigits(text);
  const isWhole = /^\s*(\+|00|[a-z]+:)/i.test(text);
  const isMeant = (address: string) => {
    if (address.toLowerCase() === name) return true;
    if (digits.length < MIN_DIGITS_OF_NUMBER || name.includes(":")) return false;
    const theirs = address.replace(/\D/g, "");
    return isWhole ? theirs === digits : theirs.endsWith(digits);
  };
  const found = (await listSenderAddresses(db, MAX_SENDERS)).filter(isMeant);
  return found.length > 0 ? found : [text];
}

/** A SID or its beginning, our id, a number in any format or a reference like one, words of body, reference and tags. */
function searchCriteria(text: string, sight: Sight): MessageCriteria {
  if (/^(SM|MM)[0-9a-fA-F]{0,32}$/.test(text)) return { sidPrefix: text };
  if (/^msg_[0-9A-Z]{26}$/.test(text)) return { id: text };
  const digits = searchDigits(text);
  const isBesideText = !sight.bodies;
  return digits.length >= 4
    ? { number: { digits, text, isWhole: !sight.numbers }, isBesideText }
    : { words: text, isBesideText };
}

import { hasCustomRange } from "@/lib/browser/message-filters";
import type { BoundedCount, MessageFilters, OutcomeFilter } from "@/lib/contracts/message-list";
import { errorTitle } from "@/lib/domain/error-titles";
import type { AddressForEyes } from "@/lib/domain/phone-address";

export const RANGE_WORDS: Record<MessageFilters["range"], string> = {
  "1h": "last hour",
  "24h": "last 24 h",
  "7d": "last 7 d",
  "30d": "last 30 d",
  all: "all time",
};

export const OUTCOME_WORDS: Record<OutcomeFilter, string> = {
  in_flight: "In flight",
  delivered: "Delivered",
  failed: "Failed",
  no_receipt: "No receipt",
  conflict: "Conflict",
  unknown: "Unknown",
};

export const CHANNEL_WORDS: Record<NonNullable<MessageFilters["channel"]>, string> = {
  sms: "SMS",
  mms: "MMS",
  whatsapp: "WhatsApp",
  rcs: "RCS",
  messenger: "Messenger",
  other: "Other",
};

const NUMBERS = new Intl.NumberFormat("en");

/** `1,284`, or `10,000+` where counting stopped. */
export function formatCount({ count, isMore }: BoundedCount): string {
  return `${NUMBERS.format(count)}${isMore ? "+" : ""}`;
}

/** The range as it stands in a sentence: `in the last 24 h`, `of all time`. */
export function rangePhrase(filters: MessageFilters): string {
  if (hasCustomRange(filters)) return "in the chosen range";
  return filters.range === "all" ? "of all time" : `in the ${RANGE_WORDS[filters.range]}`;
}

export type ActiveFilter = { label: string; value: string; without: Partial<MessageFilters> };

/** What narrows the list besides its range, in words, each with the change that drops it. */
export function activeFilters(
  filters: MessageFilters,
  formatAddress: (address: string) => AddressForEyes,
): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  const add = (label: string, value: string | undefined, without: Partial<MessageFilters>) => {
    if (value !== undefined) active.push({ label, value, without });
  };
  add("Search", filters.q && `“${filters.q}”`, { q: undefined });
  add("Outcome", filters.outcome && OUTCOME_WORDS[filters.outcome], { outcome: undefined });
  add("Status", filters.status?.join(", "), { status: undefined });
  add("To", filters.to && formatAddress(filters.to).text, { to: undefined });
  add("From", filters.from && formatAddress(filters.from).text, { from: undefined });
  add("Service", filters.service, { service: undefined });
  add("Channel", filters.channel && CHANNEL_WORDS[filters.channel], { channel: undefined });
  add("Batch", filters.batch, { batch: undefined });
  add(
    "Error",
    filters.error === undefined ? undefined : `${filters.error} ${errorTitle(filters.error)}`,
    { error: undefined },
  );
  return active;
}

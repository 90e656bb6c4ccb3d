"use client";

import { cn } from "@/components/ui/class-names";
import { changeFilters } from "@/lib/browser/message-filters";
import { messageListPage } from "@/lib/browser/message-pages";
import { useCurrentInView } from "@/lib/browser/use-current-in-view";
import {
  type BoundedCount,
  type MessageFilters,
  type MessageList,
  type OutcomeFilter,
  outcomeFilterSchema,
} from "@/lib/contracts/message-list";
import { StatusIcon } from "../track/status-icon";
import { formatCount, OUTCOME_WORDS } from "./filter-words";
import { ShallowLink } from "./shallow-link";

const ICON_OF: Record<OutcomeFilter, string> = {
  in_flight: "sending",
  delivered: "delivered",
  failed: "undelivered",
  no_receipt: "no_receipt",
  conflict: "conflict",
  unknown: "unknown_status",
};

export type OutcomeTabsProps = { filters: MessageFilters; list: MessageList | undefined };

/** What became of them, with how many. */
export function OutcomeTabs({ filters, list }: OutcomeTabsProps) {
  const row = useCurrentInView<HTMLElement>(filters.outcome);
  return (
    <nav
      ref={row}
      aria-label="Outcome"
      className="no-scrollbar flex shrink-0 gap-5 overflow-x-auto overflow-y-hidden border-line border-b px-gutter"
    >
      <OutcomeTab filters={filters} outcome={undefined} count={list?.total} />
      {outcomeFilterSchema.options.map((outcome) => (
        <OutcomeTab
          key={outcome}
          filters={filters}
          outcome={outcome}
          count={list?.counts[outcome]}
        />
      ))}
    </nav>
  );
}

type OutcomeTabProps = {
  filters: MessageFilters;
  outcome: OutcomeFilter | undefined;
  count: BoundedCount | undefined;
};

function OutcomeTab({ filters, outcome, count }: OutcomeTabProps) {
  const isCurrent = filters.outcome === outcome;
  return (
    <ShallowLink
      href={messageListPage(changeFilters(filters, { outcome }))}
      aria-current={isCurrent ? "true" : undefined}
      className={cn(
        "relative flex h-8.5 shrink-0 items-center gap-1.5 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-10",
        isCurrent &&
          "font-medium text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent",
      )}
    >
      {outcome && <StatusIcon status={ICON_OF[outcome]} size={14} />}
      {outcome ? OUTCOME_WORDS[outcome] : "All"}
      <span className="mono min-w-[1ch] text-ink-3 text-small">{count && formatCount(count)}</span>
    </ShallowLink>
  );
}

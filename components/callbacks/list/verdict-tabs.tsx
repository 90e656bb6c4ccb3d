"use client";

import { formatCount } from "@/components/messages/list/filter-words";
import { ShallowLink } from "@/components/messages/list/shallow-link";
import { StatusIcon } from "@/components/messages/track/status-icon";
import { cn } from "@/components/ui/class-names";
import { changeCallbackFilters } from "@/lib/browser/callback-filters";
import { callbackListPage } from "@/lib/browser/callback-pages";
import { useCurrentInView } from "@/lib/browser/use-current-in-view";
import { type CallbackVerdict, callbackVerdictSchema } from "@/lib/contracts/callback";
import type { CallbackFilters, CallbackList } from "@/lib/contracts/callback-list";
import type { BoundedCount } from "@/lib/contracts/message-list";
import { VERDICT_WORDS } from "../callback-words";

export type VerdictTabsProps = { filters: CallbackFilters; list: CallbackList | undefined };

/** What became of them, with how many. */
export function VerdictTabs({ filters, list }: VerdictTabsProps) {
  const row = useCurrentInView<HTMLElement>(filters.verdict);
  return (
    <nav
      ref={row}
      aria-label="Verdict"
      className="no-scrollbar flex shrink-0 gap-5 overflow-x-auto overflow-y-hidden border-line border-b px-gutter"
    >
      <VerdictTab filters={filters} verdict={undefined} count={list?.total} />
      {callbackVerdictSchema.options.map((verdict) => (
        <VerdictTab
          key={verdict}
          filters={filters}
          verdict={verdict}
          count={list?.counts[verdict]}
        />
      ))}
    </nav>
  );
}

type VerdictTabProps = {
  filters: CallbackFilters;
  verdict: CallbackVerdict | undefined;
  count: BoundedCount | undefined;
};

function VerdictTab({ filters, verdict, count }: VerdictTabProps) {
  const isCurrent = filters.verdict === verdict;
  return (
    <ShallowLink
      href={callbackListPage(changeCallbackFilters(filters, { verdict }))}
      aria-current={isCurrent ? "true" : undefined}
      className={cn(
        "relative flex h-8.5 shrink-0 items-center gap-1.5 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-10",
        isCurrent &&
          "font-medium text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent",
      )}
    >
      {verdict && <StatusIcon status={verdict} size={14} />}
      {verdict ? VERDICT_WORDS[verdict] : "All"}
      <span className="mono min-w-[1ch] text-ink-3 text-small">{count && formatCount(count)}</span>
    </ShallowLink>
  );
}

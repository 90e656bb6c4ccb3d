"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { formatCount } from "@/components/messages/list/filter-words";
import { ShallowLink } from "@/components/messages/list/shallow-link";
import { Kbd } from "@/components/ui/kbd";
import { changeCallbackFilters } from "@/lib/browser/callback-filters";
import { callbackListPage } from "@/lib/browser/callback-pages";
import type { CallbackFilters, CallbackList } from "@/lib/contracts/callback-list";

const KEYS: readonly [string[], string][] = [
  [["j", "k"], "move"],
  [["↵"], "open"],
  [["v"], "verify again"],
];

export type CallbackPagerProps = {
  filters: CallbackFilters;
  list: CallbackList | undefined;
  shownCount: number;
};

export function CallbackPager({ filters, list, shownCount }: CallbackPagerProps) {
  const total = filters.verdict ? list?.counts[filters.verdict] : list?.total;
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-line border-t px-gutter text-ink-3 text-small pointer-coarse:h-12">
      <ul className="flex min-w-0 gap-3 overflow-hidden max-tablet:hidden pointer-coarse:hidden">
        {KEYS.map(([keys, word]) => (
          <li key={word} className="flex items-center gap-1.25 whitespace-nowrap">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            {word}
          </li>
        ))}
      </ul>
      <span className="flex-1" />
      {list && total && (
        <>
          {shownCount > 0 && (
            <span className="mono whitespace-nowrap">
              {filters.cursor === undefined && "1–"}
              {shownCount} of {formatCount(total)}
            </span>
          )}
          <nav aria-label="Pages" className="flex items-center gap-4 empty:hidden">
            {list.previousCursor !== null && (
              <PageLink filters={filters} cursor={list.previousCursor}>
                <ChevronLeft aria-hidden="true" className="size-3.5" />
                Newer
              </PageLink>
            )}
            {list.nextCursor !== null && (
              <PageLink filters={filters} cursor={list.nextCursor}>
                Older
                <ChevronRight aria-hidden="true" className="size-3.5" />
              </PageLink>
            )}
          </nav>
        </>
      )}
    </footer>
  );
}

type PageLinkProps = { filters: CallbackFilters; cursor: string; children: ReactNode };

function PageLink({ filters, cursor, children }: PageLinkProps) {
  const href: Route = callbackListPage(changeCallbackFilters(filters, { cursor }));
  return (
    <ShallowLink
      href={href}
      className="flex items-center gap-1.5 rounded-mark font-medium text-ink-2 hover:text-ink pointer-coarse:h-10"
    >
      {children}
    </ShallowLink>
  );
}

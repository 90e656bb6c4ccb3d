"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";
import { changeFilters } from "@/lib/browser/message-filters";
import { messageListPage } from "@/lib/browser/message-pages";
import type { MessageFilters, MessageList } from "@/lib/contracts/message-list";
import { formatCount } from "./filter-words";
import { ShallowLink } from "./shallow-link";

const KEYS: readonly [string[], string][] = [
  [["j", "k"], "move"],
  [["↵"], "open"],
  [["o"], "full page"],
  [["e"], "only failures"],
  [["x"], "select"],
];

export type PagerProps = {
  filters: MessageFilters;
  list: MessageList | undefined;
  shownCount: number;
  /** Takes the place of the keys while something is selected. */
  selection?: ReactNode;
};

export function Pager({ filters, list, shownCount, selection }: PagerProps) {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-line border-t px-gutter text-ink-3 text-small pointer-coarse:h-12">
      {selection || <KeyHints />}
      <span className="flex-1" />
      {list && (
        <>
          {shownCount > 0 && (
            <span className="mono whitespace-nowrap">
              {filters.cursor === undefined && "1–"}
              {shownCount} of{" "}
              {formatCount(filters.outcome ? list.counts[filters.outcome] : list.total)}
            </span>
          )}
          <nav aria-label="Pages" className="flex items-center gap-4 empty:hidden">
            {list.previousCursor !== null && (
              <PageLink
                href={messageListPage(changeFilters(filters, { cursor: list.previousCursor }))}
              >
                <ChevronLeft aria-hidden="true" className="size-3.5" />
                Newer
              </PageLink>
            )}
            {list.nextCursor !== null && (
              <PageLink href={messageListPage(changeFilters(filters, { cursor: list.nextCursor }))}>
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

function PageLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <ShallowLink
      href={href}
      className="flex items-center gap-1.5 rounded-mark font-medium text-ink-2 hover:text-ink pointer-coarse:h-10"
    >
      {children}
    </ShallowLink>
  );
}

function KeyHints() {
  return (
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
  );
}

"use client";

import type { ReactNode, RefObject } from "react";
import { cn } from "@/components/ui/class-names";
import { callbackPanelPage } from "@/lib/browser/callback-pages";
import type { CallbackRow as Row } from "@/lib/contracts/callback";
import type { CallbackFilters } from "@/lib/contracts/callback-list";
import { rowGrid } from "./callback-columns";
import { CallbackRow } from "./callback-row";

export type CallbackTableProps = {
  scroller: RefObject<HTMLDivElement | null>;
  filters: CallbackFilters;
  rows: readonly Row[];
  todayUs: number;
  openId: string | null;
  onScrolledChange: (isScrolled: boolean) => void;
  /** What is in view belongs to other filters, and the right rows are on their way. */
  isStale: boolean;
  /** Lines under the head: what waits, what went wrong. */
  notices: ReactNode;
};

const COLUMNS = ["Received", "Verdict", "Status", "Message"];

export function CallbackTable(props: CallbackTableProps) {
  const { scroller, filters, rows, todayUs, openId, onScrolledChange, isStale, notices } = props;
  return (
    <div
      ref={scroller}
      onScroll={(event) => onScrolledChange(event.currentTarget.scrollTop > 0)}
      className="thin-scroll @container/rows min-h-0 flex-1 overflow-y-auto overflow-x-hidden"
    >
      <table aria-label="Callbacks, newest first" aria-busy={isStale} className="block">
        <thead
          className={cn(
            "sticky top-0 z-10 block",
            isStale &&
              "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:animate-pulse after:bg-track motion-reduce:after:animate-none",
          )}
        >
          <tr
            className={cn(
              rowGrid,
              "h-8 border-line border-b bg-paper text-left text-ink-3 text-micro @max-[559px]/rows:hidden [&_th]:font-normal",
            )}
          >
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col" className="text-right">
              Answer
            </th>
          </tr>
          {notices && (
            <tr className="block">
              <td className="block">{notices}</td>
            </tr>
          )}
        </thead>
        <tbody className={cn("block", isStale && "grayscale")}>
          {rows.map((row) => (
            <CallbackRow
              key={row.id}
              row={row}
              todayUs={todayUs}
              href={callbackPanelPage(filters, row.id)}
              isOpen={row.id === openId}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

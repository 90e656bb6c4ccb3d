"use client";

import type { ReactNode, RefObject } from "react";
import { cn } from "@/components/ui/class-names";
import { useAddressFormat } from "@/lib/browser/address-format";
import { panelPages } from "@/lib/browser/message-pages";
import { useServiceNames } from "@/lib/browser/use-service-name";
import type { MessageRow as Row } from "@/lib/contracts/message";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { MessageRow } from "./message-row";
import { isMoving, rowClock } from "./row-clock";
import { RowHead } from "./row-head";

/** Where more are under way than this, none pulses: that would be unrest, and each pulse is a layer to draw. */
const MOST_PULSES = 4;

export type MessageTableProps = {
  scroller: RefObject<HTMLDivElement | null>;
  filters: MessageFilters;
  rows: readonly Row[];
  nowUs: number;
  renderedAtUs: number;
  openId: string | null;
  selected: ReadonlySet<string>;
  onSelect: (id: string, isSelected: boolean) => void;
  onScrolledChange: (isScrolled: boolean) => void;
  /** What is in view belongs to other filters, and the right rows are on their way. */
  isStale: boolean;
  /** Lines under the head: what waits, what went wrong. */
  notices: ReactNode;
};

export function MessageTable({
  scroller,
  filters,
  rows,
  nowUs,
  renderedAtUs,
  openId,
  selected,
  onSelect,
  onScrolledChange,
  isStale,
  notices,
}: MessageTableProps) {
  const panelPage = panelPages(filters);
  const format = useAddressFormat();
  const serviceNames = useServiceNames(rows.some((row) => row.messagingServiceSid !== null));
  return (
    <div
      ref={scroller}
      onScroll={(event) => onScrolledChange(event.currentTarget.scrollTop > 0)}
      className="thin-scroll @container/rows min-h-0 flex-1 overflow-y-auto overflow-x-hidden"
    >
      <table aria-label="Messages, newest first" aria-busy={isStale} className="block">
        <thead
          className={cn(
            "sticky top-0 z-10 block",
            isStale &&
              "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:animate-pulse after:bg-track motion-reduce:after:animate-none",
          )}
        >
          <RowHead />
          {notices && (
            <tr className="block">
              <td className="block">{notices}</td>
            </tr>
          )}
        </thead>
        <tbody
          data-many-moving={rows.filter(isMoving).length > MOST_PULSES || undefined}
          className={cn("block", isStale && "grayscale")}
        >
          {rows.map((row) => (
            <MessageRow
              key={row.id}
              row={row}
              nowUs={rowClock(row, nowUs)}
              format={format}
              serviceName={serviceNames[row.messagingServiceSid ?? ""] ?? null}
              renderedAtUs={renderedAtUs}
              href={panelPage(row.id)}
              isOpen={row.id === openId}
              isSelected={selected.has(row.id)}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

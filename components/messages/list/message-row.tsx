"use client";

import type { Route } from "next";
import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import type { AddressFormat } from "@/lib/browser/address-format";
import type { MessageRow as Row } from "@/lib/contracts/message";
import { formatDuration } from "@/lib/domain/duration-format";
import { rowTimeline } from "../track/row-timeline";
import { RowTrack } from "../track/row-track";
import { lookOf } from "../track/state-sheet";
import { StatusIcon, wordClasses } from "../track/status-icon";
import {
  AgeCell,
  BodyCell,
  ErrorTitle,
  RecipientCell,
  SelectCell,
  SenderCell,
  truncatedCell,
} from "./row-cells";
import { fromAllColumns, rowGrid } from "./row-columns";
import { ShallowLink } from "./shallow-link";

export type MessageRowProps = {
  row: Row;
  nowUs: number;
  /** How addresses are written for people. */
  format: AddressFormat;
  /** What the row's Messaging Service is called; null while that is not known. */
  serviceName: string | null;
  /** When the server rendered the page, for what runs by itself afterwards. */
  renderedAtUs: number;
  /** The address that shows this message beside the list. */
  href: Route;
  isOpen: boolean;
  isSelected: boolean;
  onSelect: (id: string, isSelected: boolean) => void;
};

export const MessageRow = memo(function MessageRow({
  row,
  nowUs,
  format,
  serviceName,
  renderedAtUs,
  href,
  isOpen,
  isSelected,
  onSelect,
}: MessageRowProps) {
  const { state } = rowTimeline(row, nowUs);
  const look = lookOf(state);
  const recipient = row.to === null ? null : format(row.to);
  const recipientWords = recipient?.text ?? "an unknown recipient";
  return (
    <tr
      data-row={row.id}
      className={cn(
        rowGrid,
        "group/row relative h-17 grid-rows-2 border-line border-b pl-gutter hover:bg-hover",
        "[contain-intrinsic-size:auto_36px] [content-visibility:auto] print:[content-visibility:visible]",
        "@min-[640px]/rows:h-9 @min-[640px]/rows:grid-rows-1 @min-[640px]/rows:pl-0",
        "has-[a[data-row-link]:focus-visible]:outline-2 has-[a[data-row-link]:focus-visible]:outline-accent has-[a[data-row-link]:focus-visible]:-outline-offset-2",
        isSelected && "bg-hover",
        isOpen &&
          "bg-sel before:absolute before:-inset-y-px before:left-0 before:w-0.5 before:bg-accent hover:bg-sel",
      )}
    >
      <SelectCell
        id={row.id}
        recipient={recipientWords}
        isSelected={isSelected}
        onSelect={onSelect}
      />
      <td className="flex min-w-0 items-center pr-2">
        <ShallowLink
          href={href}
          data-row-link
          aria-label={`${look.word}, message to ${recipientWords}`}
          aria-current={isOpen ? "true" : undefined}
          className={cn(
            "flex min-w-0 items-center gap-1.75 whitespace-nowrap outline-none after:absolute after:inset-0",
            wordClasses(look),
          )}
        >
          <StatusIcon status={state} />
          {look.word}
        </ShallowLink>
      </td>
      <td className="col-span-full row-start-2 -mt-1 w-fit @min-[640px]/rows:col-span-1 @min-[640px]/rows:row-start-auto @min-[640px]/rows:mt-0 @max-[639px]/rows:[&_path.stroke-line]:hidden">
        <RowTrack row={row} nowUs={nowUs} />
      </td>
      <RecipientCell
        address={row.to}
        written={recipient}
        isRemoved={row.numbersRedactedAt !== null}
      />
      <SenderCell
        address={row.from}
        written={row.from === null ? null : format(row.from).text}
        serviceSid={row.messagingServiceSid}
        serviceName={serviceName}
      />
      <BodyCell
        body={row.body}
        isMasked={row.masked.includes("body")}
        isRemoved={row.bodyRedactedAt !== null}
        isOrphan={row.origin === "orphan"}
        errorCode={row.errorCode}
      />
      <td className={cn(fromAllColumns, "mono pr-3 text-right text-ink-2 text-small")}>
        {row.numSegments}
      </td>
      <td className={cn(truncatedCell, fromAllColumns)}>
        {row.errorCode !== null && <ErrorTitle code={row.errorCode} />}
      </td>
      <td
        className={cn(
          fromAllColumns,
          "mono pr-3 text-right text-ink-2 text-small whitespace-nowrap",
        )}
      >
        {tookWords(row, nowUs)}
      </td>
      <AgeCell href={href} at={row.createdAt} renderedAtUs={renderedAtUs} />
    </tr>
  );
});

function tookWords(row: Row, nowUs: number): string {
  const { took, state, canChange } = rowTimeline(row, nowUs);
  if (took === null) return canChange && state !== "no_receipt" ? "…" : "–";
  return `${took.isAtMost ? "≤ " : ""}${formatDuration(took.us)}`;
}

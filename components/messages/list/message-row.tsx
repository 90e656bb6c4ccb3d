"use client";

import type { Route } from "next";
import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import { useAddressFormat } from "@/lib/browser/address-format";
import type { MessageRow as Row } from "@/lib/contracts/message";
import { formatDuration } from "@/lib/domain/duration-format";
import { errorTitle } from "@/lib/domain/error-titles";
import { ServiceName } from "../service-name";
import { rowTimeline } from "../track/row-timeline";
import { RowTrack } from "../track/row-track";
import { lookOf } from "../track/state-sheet";
import { StatusLabel } from "../track/status-icon";
import { Address } from "./address";
import { Age } from "./age";
import { fromAllColumns, rowGrid, untilAllColumns } from "./row-columns";
import { ShallowLink } from "./shallow-link";

export type MessageRowProps = {
  row: Row;
  nowUs: number;
  /** When the server rendered the page, for what runs by itself afterwards. */
  renderedAtUs: number;
  /** The address that shows this message beside the list. */
  href: Route;
  isOpen: boolean;
  isSelected: boolean;
  onSelect: (id: string, isSelected: boolean) => void;
};

const cell = "min-w-0 truncate pr-3";

export const MessageRow = memo(function MessageRow({
  row,
  nowUs,
  renderedAtUs,
  href,
  isOpen,
  isSelected,
  onSelect,
}: MessageRowProps) {
  const format = useAddressFormat();
  const { state } = rowTimeline(row, nowUs);
  const recipient = row.to === null ? "an unknown recipient" : format(row.to).text;
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
      <td className="z-1 hidden place-items-center @min-[640px]/rows:grid">
        <input
          type="checkbox"
          aria-label={`Select the message to ${recipient}`}
          checked={isSelected}
          onChange={(event) => onSelect(row.id, event.currentTarget.checked)}
          className="size-3.25 accent-accent opacity-0 checked:opacity-100 focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100"
        />
      </td>
      <td className="flex min-w-0 items-center pr-2">
        <ShallowLink
          href={href}
          data-row-link
          aria-label={`${lookOf(state).word}, message to ${recipient}`}
          aria-current={isOpen ? "true" : undefined}
          className="flex min-w-0 outline-none after:absolute after:inset-0"
        >
          <StatusLabel status={state} />
        </ShallowLink>
      </td>
      <td className="col-span-full row-start-2 -mt-1 w-fit @min-[640px]/rows:col-span-1 @min-[640px]/rows:row-start-auto @min-[640px]/rows:mt-0 @max-[639px]/rows:[&_path.stroke-line]:hidden">
        <RowTrack row={row} nowUs={nowUs} />
      </td>
      <td
        className={cn(
          cell,
          "col-start-2 row-start-1 @min-[640px]/rows:col-start-auto @min-[640px]/rows:row-start-auto",
        )}
      >
        {row.to === null && row.numbersRedactedAt !== null ? (
          <i className="pl-5.5 text-ink-3">removed</i>
        ) : (
          <Address address={row.to} />
        )}
      </td>
      <td className={cn(cell, fromAllColumns, "text-ink-2")}>
        <Sender row={row} />
      </td>
      <td
        className={cn(
          "min-w-0 truncate",
          "col-span-full row-start-2 -mt-1 ml-47 text-right",
          "@min-[640px]/rows:col-span-1 @min-[640px]/rows:row-start-auto @min-[640px]/rows:mt-0 @min-[640px]/rows:ml-0 @min-[640px]/rows:pr-3 @min-[640px]/rows:text-left",
        )}
      >
        {row.errorCode !== null && (
          <span className={cn("block", untilAllColumns)}>
            <ErrorTitle code={row.errorCode} />
          </span>
        )}
        <Body row={row} className={row.errorCode === null ? "block" : fromAllColumns} />
      </td>
      <td className={cn(fromAllColumns, "mono pr-3 text-right text-ink-2 text-small")}>
        {row.numSegments}
      </td>
      <td className={cn(cell, fromAllColumns)}>
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
      <td className="mono col-start-3 row-start-1 whitespace-nowrap text-right text-ink-2 text-small @min-[640px]/rows:col-start-auto @min-[640px]/rows:row-start-auto">
        <ShallowLink href={href} tabIndex={-1} className="relative z-1">
          <Age at={row.createdAt} renderedAtUs={renderedAtUs} />
        </ShallowLink>
      </td>
    </tr>
  );
});

function Sender({ row }: { row: Row }) {
  const format = useAddressFormat();
  if (row.messagingServiceSid !== null) {
    return <ServiceName sid={row.messagingServiceSid} />;
  }
  if (row.from === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="mono text-small" title={row.from}>
      {format(row.from).text}
    </span>
  );
}

function ErrorTitle({ code }: { code: number }) {
  return (
    <span className="block truncate text-red" title={`${code} ${errorTitle(code)}`}>
      <span className="mono mr-0.5 font-semibold text-small">{code}</span> {errorTitle(code)}
    </span>
  );
}

function Body({ row, className }: { row: Row; className: string }) {
  const isMasked = row.masked.includes("body");
  if (isMasked || row.bodyRedactedAt !== null) {
    return <i className={cn("text-ink-3", className)}>{isMasked ? "hidden" : "removed"}</i>;
  }
  if (row.body === null || row.body === "") {
    const words = row.origin === "orphan" ? "not sent from here" : "–";
    return <span className={cn("text-ink-3", className)}>{words}</span>;
  }
  return (
    <span
      dir="auto"
      className={cn("truncate text-right text-ink-2 @min-[640px]/rows:text-left", className)}
    >
      {row.body}
    </span>
  );
}

function tookWords(row: Row, nowUs: number): string {
  const { took, state, canChange } = rowTimeline(row, nowUs);
  if (took === null) return canChange && state !== "no_receipt" ? "…" : "–";
  return `${took.isAtMost ? "≤ " : ""}${formatDuration(took.us)}`;
}

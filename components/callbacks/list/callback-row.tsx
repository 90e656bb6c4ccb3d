"use client";

import type { Route } from "next";
import { memo } from "react";
import { ShallowLink } from "@/components/messages/list/shallow-link";
import { StatusLabel } from "@/components/messages/track/status-icon";
import { cn } from "@/components/ui/class-names";
import { useAddressFormat } from "@/lib/browser/address-format";
import type { CallbackRow as Row } from "@/lib/contracts/callback";
import { isMessageStatus } from "@/lib/domain/message-status";
import { REASON_WORDS, shortSid } from "../callback-words";
import { rowGrid } from "./callback-columns";
import { ReceivedTime } from "./received-time";

export type CallbackRowProps = {
  row: Row;
  todayUs: number;
  /** The address that shows this callback beside the list. */
  href: Route;
  isOpen: boolean;
};

const oneLine = "@min-[560px]/rows:col-start-auto @min-[560px]/rows:row-start-auto";

export const CallbackRow = memo(function CallbackRow({
  row,
  todayUs,
  href,
  isOpen,
}: CallbackRowProps) {
  return (
    <tr
      data-row={row.id}
      className={cn(
        rowGrid,
        "relative h-17 grid-rows-2 border-line border-b hover:bg-hover @min-[560px]/rows:h-9 @min-[560px]/rows:grid-rows-1",
        "has-[a[data-row-link]:focus-visible]:outline-2 has-[a[data-row-link]:focus-visible]:outline-accent has-[a[data-row-link]:focus-visible]:-outline-offset-2",
        isOpen &&
          "bg-sel before:absolute before:-inset-y-px before:left-0 before:w-0.5 before:bg-accent hover:bg-sel",
      )}
    >
      <td
        className={cn(
          "col-start-2 row-start-1 self-end pb-0.5 text-ink-2 text-small @min-[560px]/rows:self-auto @min-[560px]/rows:pb-0",
          oneLine,
        )}
      >
        <ReceivedTime at={row.receivedAt} todayUs={todayUs} />
      </td>
      <td
        className={cn(
          "col-start-1 row-start-1 self-end pb-0.5 @min-[560px]/rows:self-auto @min-[560px]/rows:pb-0",
          oneLine,
        )}
      >
        <ShallowLink
          href={href}
          data-row-link
          aria-current={isOpen ? "true" : undefined}
          className="flex min-w-0 outline-none after:absolute after:inset-0"
        >
          <StatusLabel status={row.verdict} />
          <span className="sr-only">: {row.status ?? "no status"}</span>
        </ShallowLink>
      </td>
      <td
        className={cn(
          "col-start-1 row-start-2 flex min-w-0 gap-3 self-start pt-0.5 pr-3 @min-[560px]/rows:pt-0 @min-[560px]/rows:block @min-[560px]/rows:self-auto",
          oneLine,
        )}
      >
        <span className="max-w-32 shrink-0 @min-[560px]/rows:max-w-none">
          <StatusWord status={row.status} />
        </span>
        <span className="min-w-0 truncate @min-[560px]/rows:hidden">
          <About row={row} isNumberFirst />
        </span>
      </td>
      <td className="hidden min-w-0 truncate pr-3 @min-[560px]/rows:block">
        <About row={row} />
        {row.reason !== null && !row.isReleased && (
          <span className="ml-3 text-red text-small">{REASON_WORDS[row.reason]}</span>
        )}
        {row.isReleased && (
          <span className="ml-2 text-ink-3 text-micro">
            was refused
            <span className="sr-only"> at first</span>
          </span>
        )}
      </td>
      <td
        className={cn(
          "mono col-start-2 row-start-2 self-start pt-0.5 text-right text-small @min-[560px]/rows:self-auto @min-[560px]/rows:pt-0",
          row.httpStatus === 200 ? "text-ink-2" : "font-semibold text-red",
          oneLine,
        )}
      >
        {row.httpStatus}
      </td>
    </tr>
  );
});

function StatusWord({ status }: { status: string | null }) {
  if (status === null) return <span className="text-ink-3">–</span>;
  return (
    <span
      className={cn(
        "block truncate",
        isMessageStatus(status) ? "text-ink-2" : "font-medium text-violet",
      )}
      title={status}
    >
      {status}
    </span>
  );
}

/** The message a callback is about: its SID, and who it is for; where room is short the latter matters more. */
function About({ row, isNumberFirst = false }: { row: Row; isNumberFirst?: boolean }) {
  const format = useAddressFormat();
  if (row.messageSid === null && row.to === null) return <span className="text-ink-3">–</span>;
  const sid = row.messageSid && (
    <span className="mono text-small" title={row.messageSid}>
      {shortSid(row.messageSid)}
    </span>
  );
  const number = row.to && (
    <span className="mono text-ink-2 text-small" title={row.to}>
      {format(row.to).text}
    </span>
  );
  const [first, second] = isNumberFirst ? [number, sid] : [sid, number];
  return (
    <>
      {first}
      {second && <span className={cn(first && "ml-2 @min-[560px]/rows:ml-3")}>{second}</span>}
    </>
  );
}

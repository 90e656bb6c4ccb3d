"use client";

import type { Route } from "next";
import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import { errorTitle } from "@/lib/domain/error-titles";
import type { AddressForEyes } from "@/lib/domain/phone-address";
import { WrittenServiceName } from "../service-name";
import { WrittenAddress } from "./address";
import { Age } from "./age";
import { fromAllColumns, untilAllColumns } from "./row-columns";
import { ShallowLink } from "./shallow-link";

// What stays as it is while the statuses of a message come in: each cell is drawn anew only when its own words change.

export const truncatedCell = "min-w-0 truncate pr-3";

export type SelectCellProps = {
  id: string;
  recipient: string;
  isSelected: boolean;
  onSelect: (id: string, isSelected: boolean) => void;
};

export const SelectCell = memo(function SelectCell({
  id,
  recipient,
  isSelected,
  onSelect,
}: SelectCellProps) {
  return (
    <td className="z-1 hidden place-items-center @min-[640px]/rows:grid">
      <input
        type="checkbox"
        aria-label={`Select the message to ${recipient}`}
        checked={isSelected}
        onChange={(event) => onSelect(id, event.currentTarget.checked)}
        className="size-3.25 accent-accent opacity-0 checked:opacity-100 focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100"
      />
    </td>
  );
});

export type RecipientCellProps = {
  address: string | null;
  written: AddressForEyes | null;
  isRemoved: boolean;
};

export const RecipientCell = memo(function RecipientCell({
  address,
  written,
  isRemoved,
}: RecipientCellProps) {
  return (
    <td
      className={cn(
        truncatedCell,
        "col-start-2 row-start-1 @min-[640px]/rows:col-start-auto @min-[640px]/rows:row-start-auto",
      )}
    >
      {address === null && isRemoved && <i className="pl-5.5 text-ink-3">removed</i>}
      {address === null && !isRemoved && <span className="text-ink-3">–</span>}
      {address !== null && written && <WrittenAddress address={address} written={written} />}
    </td>
  );
});

export type SenderCellProps = {
  address: string | null;
  /** The address as people read it. */
  written: string | null;
  serviceSid: string | null;
  /** Null while it is not known. */
  serviceName: string | null;
};

export const SenderCell = memo(function SenderCell({
  address,
  written,
  serviceSid,
  serviceName,
}: SenderCellProps) {
  return (
    <td className={cn(truncatedCell, fromAllColumns, "text-ink-2")}>
      {serviceSid !== null && <WrittenServiceName sid={serviceSid} name={serviceName} />}
      {serviceSid === null && address === null && <span className="text-ink-3">–</span>}
      {serviceSid === null && address !== null && (
        <span className="mono text-small" title={address}>
          {written}
        </span>
      )}
    </td>
  );
});

export type BodyCellProps = {
  body: string | null;
  isMasked: boolean;
  isRemoved: boolean;
  isOrphan: boolean;
  errorCode: number | null;
};

/** The text; where there is no room for a column of errors, the error in its place. */
export const BodyCell = memo(function BodyCell({ errorCode, ...text }: BodyCellProps) {
  return (
    <td
      className={cn(
        "min-w-0 truncate",
        "col-span-full row-start-2 -mt-1 ml-47 text-right",
        "@min-[640px]/rows:col-span-1 @min-[640px]/rows:row-start-auto @min-[640px]/rows:mt-0 @min-[640px]/rows:ml-0 @min-[640px]/rows:pr-3 @min-[640px]/rows:text-left",
      )}
    >
      {errorCode !== null && (
        <span className={cn("block", untilAllColumns)}>
          <ErrorTitle code={errorCode} />
        </span>
      )}
      <Body {...text} className={errorCode === null ? "block" : fromAllColumns} />
    </td>
  );
});

type BodyProps = Omit<BodyCellProps, "errorCode"> & { className: string };

function Body({ body, isMasked, isRemoved, isOrphan, className }: BodyProps) {
  if (isMasked || isRemoved) {
    return <i className={cn("text-ink-3", className)}>{isMasked ? "hidden" : "removed"}</i>;
  }
  if (body === null || body === "") {
    const words = isOrphan ? "not sent from here" : "–";
    return <span className={cn("text-ink-3", className)}>{words}</span>;
  }
  return (
    <span
      dir="auto"
      className={cn("truncate text-right text-ink-2 @min-[640px]/rows:text-left", className)}
    >
      {body}
    </span>
  );
}

export function ErrorTitle({ code }: { code: number }) {
  return (
    <span className="block truncate text-red" title={`${code} ${errorTitle(code)}`}>
      <span className="mono mr-0.5 font-semibold text-small">{code}</span> {errorTitle(code)}
    </span>
  );
}

export type AgeCellProps = { href: Route; at: string; renderedAtUs: number };

export const AgeCell = memo(function AgeCell({ href, at, renderedAtUs }: AgeCellProps) {
  return (
    <td className="mono col-start-3 row-start-1 whitespace-nowrap text-right text-ink-2 text-small @min-[640px]/rows:col-start-auto @min-[640px]/rows:row-start-auto">
      <ShallowLink href={href} tabIndex={-1} className="relative z-1">
        <Age at={at} renderedAtUs={renderedAtUs} />
      </ShallowLink>
    </td>
  );
});

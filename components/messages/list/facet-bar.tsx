"use client";

import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { cn } from "@/components/ui/class-names";
import { textLinkStyles } from "@/components/ui/text-link";
import { useAddressFormat } from "@/lib/browser/address-format";
import { hasCustomRange } from "@/lib/browser/message-filters";
import { messageListPage } from "@/lib/browser/message-pages";
import { useServiceName } from "@/lib/browser/use-service-name";
import type { MessageRow } from "@/lib/contracts/message";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { Facet } from "./facet";
import { CHANNEL_WORDS, RANGE_WORDS } from "./filter-words";
import { ShallowLink } from "./shallow-link";

const RangeChoices = dynamic(() => import("./range-choices").then((module) => module.RangeChoices));
const StatusChoices = dynamic(() =>
  import("./status-choices").then((module) => module.StatusChoices),
);
const TextChoice = dynamic(() => import("./text-choice").then((module) => module.TextChoice));
const ChannelChoices = dynamic(() =>
  import("./channel-choices").then((module) => module.ChannelChoices),
);
const ErrorChoice = dynamic(() => import("./error-choice").then((module) => module.ErrorChoice));

export type FacetBarProps = {
  filters: MessageFilters;
  /** What is in view, for suggestions. */
  rows: readonly MessageRow[];
  onChange: (change: Partial<MessageFilters>) => void;
};

export function FacetBar({ filters, rows, onChange }: FacetBarProps) {
  const format = useAddressFormat();
  const serviceName = useServiceName(filters.service);
  const change = (close: () => void) => (next: Partial<MessageFilters>) => {
    onChange(next);
    close();
  };
  return (
    <search
      aria-label="Filters"
      className="no-scrollbar flex h-10 shrink-0 items-center gap-0.5 overflow-x-auto border-line border-b pr-gutter pl-[calc(var(--gutter)-8px)] pointer-coarse:h-12"
    >
      <Facet label="Range" value={hasCustomRange(filters) ? "chosen" : RANGE_WORDS[filters.range]}>
        {(close) => <RangeChoices filters={filters} onChange={change(close)} />}
      </Facet>
      <Facet label="Status" value={filters.status?.join(", ")}>
        {(close) => <StatusChoices filters={filters} onChange={onChange} onDone={close} />}
      </Facet>
      <Facet label="To" value={filters.to && format(filters.to).text}>
        {(close) => (
          <TextChoice
            kind="address"
            label="Recipient's number"
            value={filters.to}
            seen={rows.map((row) => row.to)}
            onChoose={(to) => change(close)({ to })}
          />
        )}
      </Facet>
      <Facet label="From" value={filters.from && format(filters.from).text}>
        {(close) => (
          <TextChoice
            kind="address"
            label="Sender"
            value={filters.from}
            seen={rows.map((row) => row.from)}
            onChoose={(from) => change(close)({ from })}
          />
        )}
      </Facet>
      <Facet label="Service" value={serviceName ?? (filters.service && shortSid(filters.service))}>
        {(close) => (
          <TextChoice
            kind="sid"
            label="Messaging Service SID"
            value={filters.service}
            seen={rows.map((row) => row.messagingServiceSid)}
            onChoose={(service) => change(close)({ service })}
          />
        )}
      </Facet>
      <Facet label="Channel" value={filters.channel && CHANNEL_WORDS[filters.channel]}>
        {(close) => <ChannelChoices filters={filters} onChange={change(close)} />}
      </Facet>
      <Facet label="Error code" value={filters.error?.toString()}>
        {(close) => (
          <ErrorChoice
            value={filters.error}
            seen={rows.map((row) => row.errorCode)}
            onChoose={(error) => change(close)({ error })}
          />
        )}
      </Facet>
      {filters.batch && (
        <ShallowLink
          href={messageListPage({ ...filters, batch: undefined, cursor: undefined })}
          aria-label={`Batch ${filters.batch}: show messages of any batch`}
          className="flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-ink-2 text-small hover:bg-hover pointer-coarse:h-10"
        >
          Batch <span className="mono text-ink">…{filters.batch.slice(-6)}</span>
          <X aria-hidden="true" className="size-3" />
        </ShallowLink>
      )}
      <span className="flex-1" />
      <ClearLink filters={filters} />
    </search>
  );
}

function ClearLink({ filters }: { filters: MessageFilters }) {
  const cleared = messageListPage({ range: "24h" });
  const isClear = messageListPage({ ...filters, cursor: undefined }) === cleared;
  return (
    <ShallowLink
      href={cleared}
      aria-disabled={isClear ? "true" : undefined}
      tabIndex={isClear ? -1 : undefined}
      className={cn(textLinkStyles, "ml-2 shrink-0 text-small", isClear && "invisible")}
    >
      Clear
    </ShallowLink>
  );
}

function shortSid(sid: string): string {
  return sid.length > 12 ? `${sid.slice(0, 6)}…${sid.slice(-4)}` : sid;
}

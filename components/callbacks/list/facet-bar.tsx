"use client";

import { Choice } from "@/components/messages/list/choice";
import { Facet } from "@/components/messages/list/facet";
import { RANGE_WORDS } from "@/components/messages/list/filter-words";
import { RangeChoices } from "@/components/messages/list/range-choices";
import { ShallowLink } from "@/components/messages/list/shallow-link";
import { StatusChoices } from "@/components/messages/list/status-choices";
import { cn } from "@/components/ui/class-names";
import { textLinkStyles } from "@/components/ui/text-link";
import { callbackListPage } from "@/lib/browser/callback-pages";
import { hasCustomRange } from "@/lib/browser/message-filters";
import { refusalReasonSchema } from "@/lib/contracts/callback";
import type { CallbackFilters } from "@/lib/contracts/callback-list";
import { REASON_WORDS } from "../callback-words";

export type FacetBarProps = {
  filters: CallbackFilters;
  /** Names of the keys that verify callbacks. */
  keyLabels: readonly string[];
  onChange: (change: Partial<CallbackFilters>) => void;
};

export function FacetBar({ filters, keyLabels, onChange }: FacetBarProps) {
  const change = (close: () => void) => (next: Partial<CallbackFilters>) => {
    onChange(next);
    close();
  };
  const keys = [...new Set([...keyLabels, ...(filters.key ? [filters.key] : [])])];
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
      <Facet label="Reason" value={filters.reason && REASON_WORDS[filters.reason]}>
        {(close) => (
          <OneOf
            any="Any reason"
            value={filters.reason}
            options={refusalReasonSchema.options.map((value) => ({
              value,
              words: REASON_WORDS[value],
            }))}
            onChoose={(reason) => change(close)({ reason, ...(reason && { key: undefined }) })}
          />
        )}
      </Facet>
      <Facet label="Key" value={filters.key}>
        {(close) => (
          <OneOf
            any="Any key"
            value={filters.key}
            options={keys.map((value) => ({ value, words: value }))}
            onChoose={(key) => change(close)({ key, ...(key && { reason: undefined }) })}
          />
        )}
      </Facet>
      <span className="flex-1" />
      <ClearLink filters={filters} />
    </search>
  );
}

type OneOfProps<Value extends string> = {
  any: string;
  value: Value | undefined;
  options: readonly { value: Value; words: string }[];
  onChoose: (value: Value | undefined) => void;
};

function OneOf<Value extends string>({ any, value, options, onChoose }: OneOfProps<Value>) {
  return (
    <div className="py-1">
      <Choice isChosen={value === undefined} onChoose={() => onChoose(undefined)}>
        {any}
      </Choice>
      {options.map((option) => (
        <Choice
          key={option.value}
          isChosen={option.value === value}
          onChoose={() => onChoose(option.value)}
        >
          <span className="first-letter:uppercase">{option.words}</span>
        </Choice>
      ))}
    </div>
  );
}

function ClearLink({ filters }: { filters: CallbackFilters }) {
  const cleared = callbackListPage({ range: "24h" });
  const isClear = callbackListPage({ ...filters, cursor: undefined }) === cleared;
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

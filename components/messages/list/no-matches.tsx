"use client";

import { X } from "lucide-react";
import { buttonStyles } from "@/components/ui/button-styles";
import { EmptyState } from "@/components/ui/empty-state";
import { useAddressFormat } from "@/lib/browser/address-format";
import { changeFilters, hasCustomRange } from "@/lib/browser/message-filters";
import { messageListPage } from "@/lib/browser/message-pages";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { activeFilters, rangePhrase } from "./filter-words";
import { ShallowLink } from "./shallow-link";

/** Nothing fits: names each filter, so that the one that is too narrow can be dropped. */
export function NoMatches({ filters }: { filters: MessageFilters }) {
  const active = activeFilters(filters, useAddressFormat());
  const isAllTime = filters.range === "all" && !hasCustomRange(filters);
  const title =
    active.length === 0 ? `No messages ${rangePhrase(filters)}` : "No message fits these filters";
  return (
    <EmptyState
      title={title}
      actions={
        <>
          {active.map(({ label, value, without }) => (
            <ShallowLink
              key={label}
              href={messageListPage(changeFilters(filters, without))}
              className={buttonStyles()}
              aria-label={`Drop ${label}: ${value}`}
            >
              <span className="text-ink-3">{label}</span>
              <span className="max-w-60 truncate">{value}</span>
              <X aria-hidden="true" />
            </ShallowLink>
          ))}
          {!isAllTime && (
            <ShallowLink
              href={messageListPage(
                changeFilters(filters, { range: "all", after: undefined, before: undefined }),
              )}
              className={buttonStyles({ variant: active.length === 0 ? "primary" : "outline" })}
            >
              Look at all time
            </ShallowLink>
          )}
        </>
      }
    >
      {active.length === 0
        ? "Older ones are still there."
        : `Looked for ${rangePhrase(filters)}. Drop a filter to see more.`}
    </EmptyState>
  );
}

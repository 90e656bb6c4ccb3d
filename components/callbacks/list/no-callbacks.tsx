"use client";

import { X } from "lucide-react";
import { BreakableUrl } from "@/components/messages/breakable-url";
import { rangePhrase } from "@/components/messages/list/filter-words";
import { ShallowLink } from "@/components/messages/list/shallow-link";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyles } from "@/components/ui/button-styles";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { changeCallbackFilters } from "@/lib/browser/callback-filters";
import { callbackListPage } from "@/lib/browser/callback-pages";
import { hasCustomRange } from "@/lib/browser/message-filters";
import type { CallbackAddress } from "@/lib/contracts/callback";
import type { CallbackFilters } from "@/lib/contracts/callback-list";
import { activeFilters } from "../callback-words";

/** Nothing fits: names each filter, so that the one that is too narrow can be dropped. */
export function NoMatches({ filters }: { filters: CallbackFilters }) {
  const active = activeFilters(filters);
  const isAllTime = filters.range === "all" && !hasCustomRange(filters);
  const isOnlyRange = active.length === 0;
  return (
    <EmptyState
      title={
        isOnlyRange ? `No callbacks ${rangePhrase(filters)}` : "No callback fits these filters"
      }
      actions={
        <>
          {active.map(({ label, value, without }) => (
            <ShallowLink
              key={label}
              href={callbackListPage(changeCallbackFilters(filters, without))}
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
              href={callbackListPage(
                changeCallbackFilters(filters, {
                  range: "all",
                  after: undefined,
                  before: undefined,
                }),
              )}
              className={buttonStyles({ variant: isOnlyRange ? "primary" : "outline" })}
            >
              Look at all time
            </ShallowLink>
          )}
        </>
      }
    >
      {isOnlyRange
        ? "Older ones are still there."
        : `Looked for ${rangePhrase(filters)}. Drop a filter to see more.`}
    </EmptyState>
  );
}

/** Nothing has ever come. */
export function NoCallbacksYet({ address }: { address: CallbackAddress }) {
  return (
    <EmptyState
      title="No callback has come yet"
      actions={
        <>
          <ButtonLink href="/send" variant="primary">
            Send a message
          </ButtonLink>
          {address.url && (
            <CopyButton text={address.url} label="Copy the callback URL" variant="outline">
              Copy the callback URL
            </CopyButton>
          )}
        </>
      }
      footnote={
        address.url ? (
          <code className="mono [overflow-wrap:anywhere]">
            <BreakableUrl url={address.url} />
          </code>
        ) : (
          "PUBLIC_BASE_URL is not set, so there is no address to give to Twilio yet."
        )
      }
    >
      Every request that Twilio makes to the address below is shown here, also one that has to be
      refused.
    </EmptyState>
  );
}

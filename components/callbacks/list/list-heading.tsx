import { CountPhrase } from "@/components/messages/list/count-phrase";
import { rangePhrase } from "@/components/messages/list/filter-words";
import { ButtonLink } from "@/components/ui/button-link";
import { isCallbackListNarrowed } from "@/lib/browser/callback-filters";
import type { CallbackAddress } from "@/lib/contracts/callback";
import type { CallbackFilters, CallbackList } from "@/lib/contracts/callback-list";
import { CallbackUrlButton } from "../callback-url-button";
import { keptShare } from "../callback-words";

export type ListHeadingProps = {
  filters: CallbackFilters;
  list: CallbackList | undefined;
  address: CallbackAddress;
  unknownNameCount: number;
};

export function ListHeading({ filters, list, address, unknownNameCount }: ListHeadingProps) {
  const isNarrowed = isCallbackListNarrowed(filters);
  const share = list && !isNarrowed ? keptShare(list) : null;
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 px-gutter">
      <h1 className="font-semibold text-lead tracking-tight">Callbacks</h1>
      <p className="min-w-0 truncate text-ink-3">
        {list && (
          <>
            <CountPhrase count={list.total} isNarrowed={isNarrowed} />
            <span className="max-tablet:sr-only">
              {" "}
              {rangePhrase(filters)}
              {share && (
                <>
                  , <span className="mono text-small">{share} %</span> kept
                </>
              )}
            </span>
          </>
        )}
      </p>
      <span className="flex-1" />
      {unknownNameCount > 0 && (
        <ButtonLink href="/callbacks/names" variant="bare">
          New names <span className="mono font-normal text-violet">{unknownNameCount}</span>
        </ButtonLink>
      )}
      <CallbackUrlButton address={address} />
    </header>
  );
}

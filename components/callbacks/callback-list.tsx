"use client";

import { useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { ListNotices } from "@/components/messages/list/list-notices";
import { FailureNote } from "@/components/ui/failure-note";
import { isCallbackListNarrowed } from "@/lib/browser/callback-filters";
import { callbackListKey, isCallbackKey } from "@/lib/browser/callback-pages";
import { useNowUs } from "@/lib/browser/clock";
import { failureWords } from "@/lib/browser/failure-words";
import { hasCustomRange } from "@/lib/browser/message-filters";
import { useCallbackAddress } from "@/lib/browser/use-callback-address";
import { useCallbackList } from "@/lib/browser/use-callback-list";
import type { CallbackAddress } from "@/lib/contracts/callback";
import type { CallbackFilters, CallbackList as RenderedList } from "@/lib/contracts/callback-list";
import type { CallbackActions } from "./callback-actions";
import { CallbackPager } from "./list/callback-pager";
import { RowsSkeleton } from "./list/callback-skeleton";
import { CallbackTable } from "./list/callback-table";
import { FacetBar } from "./list/facet-bar";
import { HeldCallbacks } from "./list/held-callbacks";
import { ListHeading } from "./list/list-heading";
import { NoCallbacksYet, NoMatches } from "./list/no-callbacks";
import { useCallbackKeys } from "./list/use-callback-keys";
import { useFrozenList } from "./list/use-frozen-list";
import { VerdictTabs } from "./list/verdict-tabs";
import { SidePanel } from "./panel/side-panel";

export type CallbackListProps = {
  /** What the server rendered: the filters of the address and their list. */
  rendered: { filters: CallbackFilters; list: RenderedList };
  renderedAtUs: number;
  /** No callback has ever come. */
  isEverEmpty: boolean;
  address: CallbackAddress;
  unknownNameCount: number;
  actions: CallbackActions;
};

const DAY_CHECK_MS = 60_000;

export function CallbackList(props: CallbackListProps) {
  const { rendered, renderedAtUs, isEverEmpty, address, unknownNameCount, actions } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const place = useCallbackAddress();
  const { filters, ignored, openId } = place;
  const { data, error, isLoading, mutate } = useCallbackList(filters, rendered);
  const { mutate: mutateAll } = useSWRConfig();
  const todayUs = useNowUs(renderedAtUs, DAY_CHECK_MS);
  const [isScrolled, setIsScrolled] = useState(false);

  const isHolding = filters.cursor === undefined && !isLoading && (isScrolled || openId !== null);
  const { list, heldCount, release } = useFrozenList(callbackListKey(filters), data, isHolding);
  const rows = list?.items ?? [];
  const moves = useCallbackKeys({ scroller, rows, address: place });
  const retry = () => void mutate();
  const refresh = async () => {
    await mutateAll(isCallbackKey);
    release();
  };

  const isUnfiltered =
    !isCallbackListNarrowed(filters) &&
    !hasCustomRange(filters) &&
    filters.verdict === undefined &&
    filters.cursor === undefined;
  const isEmpty = isEverEmpty && isUnfiltered && rows.length === 0;

  return (
    <div className="relative flex h-full min-h-0">
      <section
        aria-label="Callbacks"
        className={`flex min-h-0 min-w-0 flex-1 flex-col ${openId === null ? "" : "max-tablet:hidden"}`}
      >
        <ListHeading
          filters={filters}
          list={isEmpty ? undefined : list}
          address={address}
          unknownNameCount={unknownNameCount}
        />
        {isEmpty ? (
          <div className="min-h-0 flex-1 overflow-auto border-line border-t">
            <NoCallbacksYet address={address} />
          </div>
        ) : (
          <>
            <VerdictTabs filters={filters} list={list} />
            <FacetBar filters={filters} keyLabels={address.keyLabels} onChange={place.change} />
            {renderRows()}
            <CallbackPager filters={filters} list={list} shownCount={rows.length} />
          </>
        )}
      </section>
      {openId !== null && (
        <SidePanel
          callbackId={openId}
          actions={actions}
          onChanged={refresh}
          onClose={moves.close}
          onPrevious={moves.toNewer}
          onNext={moves.toOlder}
        />
      )}
    </div>
  );

  function renderRows() {
    if (!list)
      return error === undefined ? <RowsSkeleton /> : <Failure error={error} onRetry={retry} />;
    if (rows.length === 0 && !isLoading) {
      return (
        <div className="min-h-0 flex-1 overflow-auto">
          <NoMatches filters={filters} />
        </div>
      );
    }
    return (
      <CallbackTable
        scroller={scroller}
        filters={filters}
        rows={rows}
        todayUs={todayUs}
        openId={openId}
        onScrolledChange={setIsScrolled}
        isStale={isLoading}
        notices={
          <>
            <HeldCallbacks
              count={heldCount}
              onRelease={() => {
                release();
                scroller.current?.scrollTo({ top: 0 });
              }}
            />
            <ListNotices error={error} onRetry={retry} ignored={ignored} />
          </>
        }
      />
    );
  }
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { sentence, reference } = failureWords(error);
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <FailureNote
        title="The callbacks could not be fetched"
        reference={reference}
        onRetry={onRetry}
      >
        {sentence}
      </FailureNote>
    </div>
  );
}

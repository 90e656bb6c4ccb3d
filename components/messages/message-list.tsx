"use client";

import dynamic from "next/dynamic";
import { Suspense, useCallback, useRef, useState } from "react";
import { MAX_KEPT_ROWS } from "@/lib/browser/apply-live-rows";
import { useNowUs } from "@/lib/browser/clock";
import { fetchMessageList } from "@/lib/browser/fetch-message-list";
import { hasCustomRange, isNarrowed } from "@/lib/browser/message-filters";
import { messageListKey } from "@/lib/browser/message-keys";
import { useListAddress } from "@/lib/browser/use-list-address";
import { useMessageList } from "@/lib/browser/use-message-list";
import type { MessageFilters, MessageList as RenderedList } from "@/lib/contracts/message-list";
import type { EmptyListProps } from "./list/empty-list";
import { FacetBar } from "./list/facet-bar";
import { HeldStrip } from "./list/held-strip";
import { ListFailure } from "./list/list-failure";
import { ListHeading } from "./list/list-heading";
import { ListNotices } from "./list/list-notices";
import { RowsSkeleton } from "./list/list-skeleton";
import { MessageTable } from "./list/message-table";
import { OutcomeTabs } from "./list/outcome-tabs";
import { Pager } from "./list/pager";
import { SelectionBar } from "./list/selection-bar";
import { useHeldRows } from "./list/use-held-rows";
import { useListKeys } from "./list/use-list-keys";

// Each stands in a boundary of its own: one that is loaded must not take the page away meanwhile, and the focus with it.
const EmptyList = dynamic(() => import("./list/empty-list").then((module) => module.EmptyList));
const NoMatches = dynamic(() => import("./list/no-matches").then((module) => module.NoMatches));
const SidePanel = dynamic(() => import("./list/side-panel").then((module) => module.SidePanel));

export type MessageListProps = {
  /** What the server rendered: the filters of the address and their list. */
  rendered: { filters: MessageFilters; list: RenderedList };
  renderedAtUs: number;
  /** There is no message at all, whatever the filters. */
  isEverEmpty: boolean;
  emptyList: EmptyListProps;
};

const NOTHING: ReadonlySet<string> = new Set();

export function MessageList({ rendered, renderedAtUs, isEverEmpty, emptyList }: MessageListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const address = useListAddress();
  const { filters, ignored, openId } = address;
  const { data: list, error, isLoading, mutate } = useMessageList(filters, rendered);
  const nowUs = useNowUs(renderedAtUs);
  const [isScrolled, setIsScrolled] = useState(false);
  const [selected, setSelected] = useState(NOTHING);

  const key = messageListKey(filters);
  const items = list?.items ?? [];
  const isHolding =
    filters.cursor === undefined && (isScrolled || openId !== null || selected.size > 0);
  const { rows, heldCount, release } = useHeldRows(key, items, isHolding);
  const selectedRows = rows.filter((row) => selected.has(row.id));

  const onSelect = useCallback((id: string, isSelected: boolean) => {
    setSelected((before) => {
      const next = new Set(before);
      if (isSelected) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const onClearSelection = () => setSelected(NOTHING);
  const moves = useListKeys({ scroller, rows, address, selected, onSelect, onClearSelection });
  const retry = () => void mutate();
  const showHeld = async () => {
    const fresh = await fetchMessageList(key).catch(() => undefined);
    if (fresh) await mutate(fresh, { revalidate: false });
    release((fresh ?? list)?.items[0]?.id);
    scroller.current?.scrollTo({ top: 0 });
  };

  const isUnfiltered =
    !isNarrowed(filters) && !hasCustomRange(filters) && filters.cursor === undefined;
  const isEmpty = isEverEmpty && isUnfiltered && rows.length === 0;

  return (
    <div className="relative flex h-full min-h-0">
      <section
        aria-label="Messages"
        className={`flex min-h-0 min-w-0 flex-1 flex-col ${openId === null ? "" : "max-tablet:hidden"}`}
      >
        <ListHeading
          filters={filters}
          total={isEmpty ? undefined : list?.total}
          isEmpty={isEmpty}
        />
        {isEmpty ? (
          <Suspense>
            <EmptyList {...emptyList} />
          </Suspense>
        ) : (
          <>
            <OutcomeTabs filters={filters} list={list} />
            <FacetBar filters={filters} rows={rows} onChange={address.change} />
            {renderRows()}
            <Pager
              filters={filters}
              list={list}
              shownCount={rows.length}
              selection={
                selectedRows.length > 0 && (
                  <SelectionBar rows={selectedRows} onClear={onClearSelection} />
                )
              }
            />
          </>
        )}
      </section>
      {openId !== null && (
        <Suspense>
          <SidePanel
            messageId={openId}
            rowSid={items.find((row) => row.id === openId)?.sid ?? undefined}
            onClose={moves.close}
            onPrevious={moves.toNewer}
            onNext={moves.toOlder}
          />
        </Suspense>
      )}
    </div>
  );

  function renderRows() {
    if (!list) {
      if (error === undefined) return <RowsSkeleton />;
      return (
        <div className="min-h-0 flex-1 overflow-auto">
          <ListFailure error={error} onRetry={retry} />
        </div>
      );
    }
    if (rows.length === 0 && !isLoading) {
      return (
        <div className="min-h-0 flex-1 overflow-auto">
          <Suspense>
            <NoMatches filters={filters} />
          </Suspense>
        </div>
      );
    }
    return (
      <MessageTable
        scroller={scroller}
        filters={filters}
        rows={rows}
        nowUs={nowUs}
        renderedAtUs={renderedAtUs}
        openId={openId}
        selected={selected}
        onSelect={onSelect}
        onScrolledChange={setIsScrolled}
        isStale={isLoading}
        notices={
          <>
            <HeldStrip
              count={heldCount}
              isMore={items.length >= MAX_KEPT_ROWS}
              why={`held back while ${openId === null ? "you read" : "a message is open"}`}
              onRelease={showHeld}
            />
            <ListNotices error={error} onRetry={retry} ignored={ignored} />
          </>
        }
      />
    );
  }
}

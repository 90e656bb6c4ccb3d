"use client";

import { useCallback, useEffect } from "react";
import useSWR, { useSWRConfig } from "swr";
import type { MessageRow } from "@/lib/contracts/message";
import type { MessageFilters, MessageList } from "@/lib/contracts/message-list";
import { reconcileList } from "./apply-live-rows";
import { fetchMessageList } from "./fetch-message-list";
import { useLiveState } from "./live-provider";
import { isHeld, showList } from "./live-updates";
import { messageListKey } from "./message-keys";
import { pollIntervalMs, useReportedPolling } from "./poll-interval";
import { useRequestedData } from "./use-requested-data";

/** The list under these filters: what the server rendered at first, then what the stream or polling brings. */
export function useMessageList(
  filters: MessageFilters,
  rendered: { filters: MessageFilters; list: MessageList },
) {
  const key = messageListKey(filters);
  const { cache, mutate } = useSWRConfig();
  const live = useLiveState();
  const isRendered = messageListKey(rendered.filters) === key;
  const isFresh = isRendered && cache.get(key)?.data === undefined;

  // The same function as long as `live` is: SWR starts to wait anew with every other one.
  const refreshInterval = useCallback(
    (latest: MessageList | undefined) => pollIntervalMs(live, canAnyChange(latest?.items)),
    [live],
  );
  const {
    data,
    error,
    isLoading,
    mutate: mutateList,
  } = useSWR<MessageList, Error>(
    key,
    async (address: string) => {
      const fetched = await fetchMessageList(address);
      const current = cache.get(address)?.data as MessageList | undefined;
      return reconcileList(current, fetched, { keepsTail: isHeld(address) });
    },
    {
      fallbackData: isRendered ? rendered.list : undefined,
      keepPreviousData: true,
      // The stream calls for a fetch as soon as it is open; a second one before that shows nothing new.
      revalidateOnMount: isFresh ? false : undefined,
      refreshInterval,
    },
  );
  useEffect(() => showList(key), [key]);
  useEffect(() => {
    // What the stream changes has to stand in the cache; a fallback does not.
    if (isFresh) void mutate(key, rendered.list, { revalidate: false });
  }, [isFresh, key, mutate, rendered.list]);
  useReportedPolling(pollIntervalMs(live, canAnyChange(data?.items)));
  const requested = useRequestedData(key, { data, error }, isRendered);
  return { data: requested, error, isLoading, mutate: mutateList };
}

function canAnyChange(rows: readonly MessageRow[] = []): boolean {
  return rows.some((row) => ["in_flight", "sent", "conflict"].includes(row.outcome));
}

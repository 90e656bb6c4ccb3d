"use client";

import useSWR from "swr";
import {
  type CallbackFilters,
  type CallbackList,
  callbackListSchema,
} from "@/lib/contracts/callback-list";
import { callbackListKey } from "./callback-pages";
import { fetchJson } from "./fetch-json";
import { useLiveState } from "./live-provider";
import { useReportedPolling } from "./poll-interval";
import { useRequestedData } from "./use-requested-data";

const POLL_MS = 5000;

/** The list under these filters: what the server rendered at first, then asked for anew every few seconds. */
export function useCallbackList(
  filters: CallbackFilters,
  rendered: { filters: CallbackFilters; list: CallbackList },
) {
  const key = callbackListKey(filters);
  const isRendered = callbackListKey(rendered.filters) === key;
  const pollMs = filters.cursor === undefined ? POLL_MS : 0;
  // The shell says "Live" while there is a stream; how this page keeps up then is its own affair.
  useReportedPolling(useLiveState() === "unavailable" ? pollMs : 0);
  const { data, error, isLoading, mutate } = useSWR<CallbackList, Error>(
    key,
    (address: string) => fetchJson(address, callbackListSchema),
    {
      fallbackData: isRendered ? rendered.list : undefined,
      keepPreviousData: true,
      revalidateOnMount: !isRendered,
      refreshInterval: pollMs,
    },
  );
  // What the server rendered is not loaded in SWR's eyes, but it is the right list.
  return {
    data: useRequestedData(key, { data, error }, isRendered),
    error,
    isLoading: isLoading && !isRendered,
    mutate,
  };
}

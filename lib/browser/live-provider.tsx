"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { useSWRConfig } from "swr";
import useSWRSubscription from "swr/subscription";
import { type LiveState, openLiveConnection } from "./live-connection";
import { createLiveUpdates } from "./live-updates";

const LiveStateContext = createContext<LiveState>("unavailable");
const RefusedCountContext = createContext<number | null>(null);

/** What the stream of changes is doing right now. */
export function useLiveState(): LiveState {
  return useContext(LiveStateContext);
}

/** Refused callbacks in the last 24 h as the stream last told; null while it has not. */
export function useToldRefusedCount(): number | null {
  return useContext(RefusedCountContext);
}

/** Holds the tab's one stream of changes and keeps SWR's cache up to date with it. */
export function LiveProvider({
  isAvailable,
  children,
}: {
  isAvailable: boolean;
  children: ReactNode;
}) {
  const { cache, mutate } = useSWRConfig();
  const [refusedCount, setRefusedCount] = useState<number | null>(null);
  const { data: state } = useSWRSubscription<LiveState>(
    isAvailable ? "/api/live" : null,
    (url: string, { next }: { next: (error: null, state: LiveState) => void }) => {
      const updates = createLiveUpdates(cache, mutate);
      return openLiveConnection(url, {
        onState: (state) => next(null, state),
        onRows: updates.onRows,
        onResync: updates.onResync,
        onRefusedCount: setRefusedCount,
      });
    },
  );
  const shownState = isAvailable ? (state ?? "connecting") : "unavailable";
  return (
    <LiveStateContext value={shownState}>
      <RefusedCountContext value={refusedCount}>{children}</RefusedCountContext>
    </LiveStateContext>
  );
}

"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useSWRConfig } from "swr";
import useSWRSubscription from "swr/subscription";
import { type LiveState, openLiveConnection } from "./live-connection";
import { createLiveUpdates } from "./live-updates";

const LiveStateContext = createContext<LiveState>("unavailable");

/** What the stream of changes is doing right now. */
export function useLiveState(): LiveState {
  return useContext(LiveStateContext);
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
  const { data: state } = useSWRSubscription<LiveState>(
    isAvailable ? "/api/live" : null,
    (url: string, { next }: { next: (error: null, state: LiveState) => void }) => {
      const updates = createLiveUpdates(cache, mutate);
      return openLiveConnection(url, {
        onState: (state) => next(null, state),
        onRows: updates.onRows,
        onResync: updates.onResync,
      });
    },
  );
  const shownState = isAvailable ? (state ?? "connecting") : "unavailable";
  return <LiveStateContext value={shownState}>{children}</LiveStateContext>;
}

"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { LiveState } from "./live-connection";

export const POLL_MS = 3000;
export const IDLE_POLL_MS = 15_000;

const running = new Map<symbol, number>();
const watchers = new Set<() => void>();

/** How often to ask while there is no stream: often while something can still change, else now and then. */
export function pollIntervalMs(live: LiveState, canChange: boolean): number {
  switch (live) {
    case "unavailable":
      return canChange ? POLL_MS : IDLE_POLL_MS;
    case "connecting":
    case "live":
    case "reconnecting":
    case "offline":
    case "paused":
      return 0;
  }
}

/** Tells the shell how often this page polls; 0 is not at all. */
export function useReportedPolling(intervalMs: number): void {
  useEffect(() => {
    if (intervalMs === 0) return;
    const id = Symbol();
    running.set(id, intervalMs);
    notify();
    return () => {
      running.delete(id);
      notify();
    };
  }, [intervalMs]);
}

/** The shortest interval of the page; null while nothing polls. */
export function usePolling(): number | null {
  return useSyncExternalStore(watch, shortest, () => null);
}

function shortest(): number | null {
  return running.size === 0 ? null : Math.min(...running.values());
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

function notify(): void {
  for (const tell of watchers) tell();
}

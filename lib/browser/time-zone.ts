"use client";

import { useSyncExternalStore } from "react";

let timeZone: string | null = null;

/** The viewer's IANA time zone; null while the server renders, which cannot know it. */
export function useTimeZone(): string | null {
  return useSyncExternalStore(watch, viewerTimeZone, () => null);
}

/** Kept, for every row of a list asks at every drawing, and working it out takes longer than drawing the row. */
function viewerTimeZone(): string {
  timeZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return timeZone;
}

const watchers = new Set<() => void>();

/** Somebody may have travelled while the tab was hidden. */
function lookAgain(): void {
  timeZone = null;
  for (const watcher of watchers) watcher();
}

function watch(onChange: () => void): () => void {
  if (watchers.size === 0) document.addEventListener("visibilitychange", lookAgain);
  watchers.add(onChange);
  return () => {
    watchers.delete(onChange);
    if (watchers.size === 0) document.removeEventListener("visibilitychange", lookAgain);
  };
}

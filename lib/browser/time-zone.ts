"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The viewer's IANA time zone; null while the server renders, which cannot know it. */
export function useTimeZone(): string | null {
  return useSyncExternalStore(never, viewerTimeZone, () => null);
}

function viewerTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

"use client";

import { type RefObject, useEffect, useRef } from "react";

/** For a row of tabs that may be wider than its place: scrolls the current one into view when it changes. */
export function useCurrentInView<Row extends HTMLElement>(
  current: string | undefined,
): RefObject<Row | null> {
  const row = useRef<Row>(null);
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>(`[aria-current]`);
    if (current !== undefined) tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return row;
}

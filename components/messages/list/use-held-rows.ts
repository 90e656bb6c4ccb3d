"use client";

import { useEffect, useState } from "react";
import { holdList } from "@/lib/browser/live-updates";
import type { MessageRow } from "@/lib/contracts/message";

export type HeldRows = {
  rows: readonly MessageRow[];
  /** New ones that wait above the first row shown. */
  heldCount: number;
  /** Goes on from this row as the first. */
  release: (firstId: string | undefined) => void;
};

/**
 * While somebody reads, new messages wait above the list instead of pushing it down. Rows that are shown keep
 * changing in their place.
 */
export function useHeldRows(
  key: string,
  items: readonly MessageRow[],
  isHolding: boolean,
): HeldRows {
  const [top, setTop] = useState<string | null>(null);
  const topIndex = top === null ? -1 : items.findIndex((row) => row.id === top);
  const wanted = isHolding ? (topIndex === -1 ? (items[0]?.id ?? null) : top) : null;
  if (wanted !== top) setTop(wanted);

  useEffect(() => (isHolding ? holdList(key) : undefined), [key, isHolding]);

  const heldCount = isHolding ? Math.max(topIndex, 0) : 0;
  return {
    rows: heldCount === 0 ? items : items.slice(heldCount),
    heldCount,
    release: (firstId) => setTop(firstId ?? null),
  };
}

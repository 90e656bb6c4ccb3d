"use client";

import { useState } from "react";
import type { CallbackList } from "@/lib/contracts/callback-list";

export type FrozenList = {
  list: CallbackList | undefined;
  /** Newer ones that wait until the reader wants them. */
  heldCount: number;
  release: () => void;
};

type Frozen = { key: string; list: CallbackList };

/** While somebody reads, what comes meanwhile waits above the list instead of pushing it down. */
export function useFrozenList(
  key: string,
  fresh: CallbackList | undefined,
  isHolding: boolean,
): FrozenList {
  const [frozen, setFrozen] = useState<Frozen | null>(null);
  const standing = isHolding && frozen?.key === key ? frozen : null;
  const next = isHolding && fresh ? (standing ?? { key, list: fresh }) : null;
  if (next !== frozen) setFrozen(next);

  const release = () => setFrozen(null);
  if (!standing || !fresh) return { list: fresh, heldCount: 0, release };
  const shown = new Set(standing.list.items.map((row) => row.id));
  const firstKnown = fresh.items.findIndex((row) => shown.has(row.id));
  const heldCount = firstKnown === -1 ? fresh.items.length : firstKnown;
  return { list: standing.list, heldCount, release };
}

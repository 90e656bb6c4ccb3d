"use client";

import type { Cache, ScopedMutator } from "swr";
import type { MessageRow } from "@/lib/contracts/message";
import type { MessageList } from "@/lib/contracts/message-list";
import { applyLiveRows, reconcileList } from "./apply-live-rows";
import { fetchMessageList } from "./fetch-message-list";
import { readFilters } from "./message-filters";
import { messageKey } from "./message-keys";

/** What of the time that a drawing took is left to everything else before the next one: meanwhile changes gather. */
const REST_SHARE = 0.25;
const LONGEST_REST_MS = 100;
/** A frame that has not come by then is not waited for: the page may be out of sight. */
const LONGEST_DRAWING_MS = 500;
const FIRST_REFRESH_MS = 300;
const REFRESH_INTERVAL_MS = 2000;
/** Where a fetch takes long it is asked for less often, so that it is under way for a small part of the time only. */
const REFRESH_REST = 30;
const LONGEST_REFRESH_INTERVAL_MS = 5000;

const held = new Set<string>();
const shown = new Map<string, number>();

/** While it lasts, no row of this list slides off the page. */
export function holdList(key: string): () => void {
  held.add(key);
  return () => held.delete(key);
}

export function isHeld(key: string): boolean {
  return held.has(key);
}

/** While it lasts, the list is on the page and follows the stream; one that is not is fetched when it comes back. */
export function showList(key: string): () => void {
  shown.set(key, (shown.get(key) ?? 0) + 1);
  return () => {
    const count = (shown.get(key) ?? 1) - 1;
    if (count === 0) shown.delete(key);
    else shown.set(key, count);
  };
}

/** Carries what the stream says into SWR's cache. */
export function createLiveUpdates(cache: Cache, mutate: ScopedMutator) {
  let waiting = new Map<string, MessageRow>();
  let batchTimer: ReturnType<typeof setTimeout> | undefined;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let refreshedAtMs = 0;
  let refreshTookMs = 0;
  let restsUntilMs = 0;
  /** For each list that is being fetched, the rows that came meanwhile. */
  const fetching = new Set<Set<string>>();

  function onRows(rows: readonly MessageRow[]): void {
    for (const row of rows) waiting.set(row.id, row);
    if (batchTimer === undefined) scheduleBatch();
  }

  function scheduleBatch(): void {
    clearTimeout(batchTimer);
    batchTimer = setTimeout(applyBatch, restsUntilMs - performance.now());
  }

  function applyBatch(): void {
    batchTimer = undefined;
    // A hidden tab has no frames: they would all be waited for, and counted, once it is looked at again.
    if (!document.hidden) restAfterDrawing();
    const rows = [...waiting.values()];
    for (const arrived of fetching) for (const { id } of rows) arrived.add(id);
    waiting = new Map();
    for (const key of shown.keys()) {
      const list = cache.get(key)?.data as MessageList | undefined;
      if (!list) continue;
      const { filters } = readFilters(new URLSearchParams(key.split("?")[1]));
      const result = applyLiveRows(list, filters, rows, { isHeld: isHeld(key) });
      if (result.list !== list) void mutate(key, result.list, { revalidate: false });
      if (result.isStale) refreshSoon();
    }
    for (const row of rows) {
      for (const name of [row.id, row.sid]) {
        const key = name === null ? null : messageKey(name);
        if (key !== null && cache.get(key)) void mutate(key);
      }
    }
  }

  function restAfterDrawing(): void {
    const beganMs = performance.now();
    restsUntilMs = beganMs + LONGEST_DRAWING_MS;
    // A task of a frame's callback runs behind that frame's layout and painting.
    requestAnimationFrame(() => {
      setTimeout(() => {
        const nowMs = performance.now();
        restsUntilMs = nowMs + Math.min((nowMs - beganMs) * REST_SHARE, LONGEST_REST_MS);
        if (batchTimer !== undefined) scheduleBatch();
      });
    });
  }

  function refreshSoon(): void {
    if (refreshTimer !== undefined) return;
    const sinceMs = Date.now() - refreshedAtMs;
    const intervalMs = Math.min(
      Math.max(REFRESH_INTERVAL_MS, refreshTookMs * REFRESH_REST),
      LONGEST_REFRESH_INTERVAL_MS,
    );
    refreshTimer = setTimeout(
      () => {
        refreshTimer = undefined;
        refreshedAtMs = Date.now();
        void refreshShownLists();
      },
      Math.max(FIRST_REFRESH_MS, intervalMs - sinceMs),
    );
  }

  // Not SWR's own revalidation: it drops an answer when the cache changed meanwhile, and here that is always.
  async function refreshShownLists(): Promise<void> {
    const beganMs = performance.now();
    await Promise.all(
      [...shown.keys()].map(async (key) => {
        const arrived = new Set<string>();
        fetching.add(arrived);
        const fetched = await fetchMessageList(key).catch(() => null);
        fetching.delete(arrived);
        if (!fetched) return;
        const current = cache.get(key)?.data as MessageList | undefined;
        await mutate(key, reconcileList(current, fetched, { keepsTail: isHeld(key), arrived }), {
          revalidate: false,
        });
      }),
    );
    refreshTookMs = performance.now() - beganMs;
  }

  function onResync(): void {
    void refreshShownLists();
    void mutate((key) => typeof key === "string" && key.startsWith("/api/messages/"));
  }

  return { onRows, onResync };
}

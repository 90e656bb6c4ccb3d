"use client";

import { type RefObject, useCallback } from "react";
import { useShortcuts } from "@/lib/browser/shortcuts";
import type { useCallbackAddress } from "@/lib/browser/use-callback-address";
import type { CallbackRow } from "@/lib/contracts/callback";

export type CallbackKeysInput = {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly CallbackRow[];
  address: ReturnType<typeof useCallbackAddress>;
};

export type CallbackMoves = {
  /** Shows the row above or below the open one; absent at the ends. */
  toNewer: (() => void) | undefined;
  toOlder: (() => void) | undefined;
  close: () => void;
};

/** The keys of the list, and the same moves for the panel's buttons. */
export function useCallbackKeys({ scroller, rows, address }: CallbackKeysInput): CallbackMoves {
  const focusedId = useCallback((): string | null => {
    const row = document.activeElement?.closest<HTMLElement>("[data-row]");
    return row && scroller.current?.contains(row) ? (row.dataset.row ?? null) : null;
  }, [scroller]);

  const focusRow = useCallback(
    (id: string) => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
      row?.scrollIntoView({ block: "nearest" });
      row?.querySelector<HTMLElement>("[data-row-link]")?.focus({ preventScroll: true });
    },
    [scroller],
  );

  const move = (step: 1 | -1) => {
    const currentId = focusedId() ?? address.openId;
    const index = rows.findIndex((row) => row.id === currentId);
    const next = index === -1 ? rows[0] : rows[index + step];
    if (!next) return;
    focusRow(next.id);
    if (address.openId !== null) address.open(next.id);
  };
  const close = () => {
    const { openId } = address;
    address.close();
    // The list may have been hidden behind the panel until now.
    if (openId !== null) requestAnimationFrame(() => focusRow(openId));
  };

  useShortcuts("Callbacks", [
    { keys: "j", label: "Next callback", run: () => move(1) },
    { keys: "k", label: "Callback before", run: () => move(-1) },
    { keys: "Enter", label: "Open beside the list" },
    { keys: "Escape", label: "Close", run: () => address.openId !== null && close() },
  ]);

  const openIndex = rows.findIndex((row) => row.id === address.openId);
  const above = openIndex === -1 ? undefined : rows[openIndex - 1];
  const below = openIndex === -1 ? undefined : rows[openIndex + 1];
  return {
    toNewer: above && (() => address.open(above.id)),
    toOlder: below && (() => address.open(below.id)),
    close,
  };
}

"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useCallback } from "react";
import { messagePage } from "@/lib/browser/message-pages";
import { useShortcuts } from "@/lib/browser/shortcuts";
import type { useListAddress } from "@/lib/browser/use-list-address";
import type { MessageRow } from "@/lib/contracts/message";

export type ListKeysInput = {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly MessageRow[];
  address: ReturnType<typeof useListAddress>;
  selected: ReadonlySet<string>;
  onSelect: (id: string, isSelected: boolean) => void;
  onClearSelection: () => void;
};

export type ListMoves = {
  /** Shows the row above or below the open one; absent at the ends. */
  toNewer: (() => void) | undefined;
  toOlder: (() => void) | undefined;
  close: () => void;
};

/** The keys of the list, and the same moves for the panel's buttons. */
export function useListKeys(input: ListKeysInput): ListMoves {
  const { scroller, rows, address, selected, onSelect, onClearSelection } = input;
  const router = useRouter();

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

  const current = () => focusedId() ?? address.openId;
  const move = (step: 1 | -1) => {
    const index = rows.findIndex((row) => row.id === current());
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

  useShortcuts("Messages", [
    { keys: "j", label: "Next message", run: () => move(1) },
    { keys: "k", label: "Message before", run: () => move(-1) },
    { keys: "Enter", label: "Open beside the list" },
    {
      keys: "o",
      label: "Open its own page",
      run: () => {
        const id = current();
        if (id !== null) router.push(messagePage(id));
      },
    },
    {
      keys: "e",
      label: "Only failures, and back",
      run: () =>
        address.change({ outcome: address.filters.outcome === "failed" ? undefined : "failed" }),
    },
    {
      keys: "x",
      label: "Select",
      run: () => {
        const id = current();
        if (id !== null) onSelect(id, !selected.has(id));
      },
    },
    {
      keys: "Escape",
      label: "Close, or clear the selection",
      run: () => (address.openId === null ? onClearSelection() : close()),
    },
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

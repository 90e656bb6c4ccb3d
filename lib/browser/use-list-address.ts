"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { changeFilters, readFilters } from "./message-filters";
import { messageListPage, messagePanelPage, OPEN_PARAM } from "./message-pages";
import { showAddress } from "./show-address";

/** What the list's address says, and how to change it. The address is the only place where this is kept. */
export function useListAddress() {
  const search = useSearchParams();
  const openId = search.get(OPEN_PARAM);
  const { filters, ignored } = useMemo(
    () => readFilters(new URLSearchParams(search.toString())),
    [search],
  );
  return {
    filters,
    ignored,
    openId,
    change: (change: Partial<MessageFilters>) =>
      showAddress(messageListPage(changeFilters(filters, change))),
    open: (messageId: string) =>
      showAddress(messagePanelPage(filters, messageId), { replaces: openId !== null }),
    close: () => showAddress(messageListPage(filters)),
  };
}

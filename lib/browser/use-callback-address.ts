"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { CallbackFilters } from "@/lib/contracts/callback-list";
import { changeCallbackFilters, readCallbackFilters } from "./callback-filters";
import { callbackListPage, callbackPanelPage } from "./callback-pages";
import { OPEN_PARAM } from "./message-pages";
import { showAddress } from "./show-address";

/** What the address of the callbacks page says, and how to change it. It is kept nowhere else. */
export function useCallbackAddress() {
  const search = useSearchParams();
  const openId = search.get(OPEN_PARAM);
  const { filters, ignored } = useMemo(
    () => readCallbackFilters(new URLSearchParams(search.toString())),
    [search],
  );
  return {
    filters,
    ignored,
    openId,
    change: (change: Partial<CallbackFilters>) =>
      showAddress(callbackListPage(changeCallbackFilters(filters, change))),
    open: (id: string) =>
      showAddress(callbackPanelPage(filters, id), { replaces: openId !== null }),
    close: () => showAddress(callbackListPage(filters)),
  };
}

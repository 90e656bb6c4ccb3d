import type { Route } from "next";
import type { CallbackFilters } from "@/lib/contracts/callback-list";
import { toCallbackSearch } from "./callback-filters";
import { OPEN_PARAM } from "./message-pages";

const LIST_PATH = "/api/callbacks";

/** SWR's key of a list is its address; the same filters give the same key. */
export function callbackListKey(filters: CallbackFilters): string {
  return withSearch(LIST_PATH, toCallbackSearch(filters));
}

/** SWR's key of a callback is its address. */
export function callbackKey(id: string): string {
  return `${LIST_PATH}/${encodeURIComponent(id)}`;
}

/** True for the keys of every list and every callback. */
export function isCallbackKey(key: unknown): boolean {
  return typeof key === "string" && key.startsWith(LIST_PATH);
}

/** The address of the list under these filters. */
export function callbackListPage(filters: CallbackFilters): Route {
  return withSearch("/callbacks", toCallbackSearch(filters)) as Route;
}

/** The same with a callback open beside it. */
export function callbackPanelPage(filters: CallbackFilters, id: string): Route {
  const search = new URLSearchParams(toCallbackSearch(filters));
  search.set(OPEN_PARAM, id);
  return withSearch("/callbacks", search.toString()) as Route;
}

function withSearch(path: string, search: string): string {
  return search === "" ? path : `${path}?${search}`;
}

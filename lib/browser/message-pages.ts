import type { Route } from "next";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { toSearch } from "./message-filters";

/** The parameter that names the row whose panel is open. */
export const OPEN_PARAM = "open";

/** The address of the list under these filters. */
export function messageListPage(filters: MessageFilters): Route {
  return address(new URLSearchParams(toSearch(filters)));
}

/** The same with a message open beside it. */
export function messagePanelPage(filters: MessageFilters, messageId: string): Route {
  const search = new URLSearchParams(toSearch(filters));
  search.set(OPEN_PARAM, messageId);
  return address(search);
}

/** The same for many messages under the same filters. */
export function panelPages(filters: MessageFilters): (messageId: string) => Route {
  const search = toSearch(filters);
  const before = search === "" ? "" : `${search}&`;
  return (messageId) => `/messages?${before}${OPEN_PARAM}=${messageId}` as Route;
}

/** The address of a message's own page. */
export function messagePage(idOrSid: string): Route {
  return `/messages/${encodeURIComponent(idOrSid)}` as Route;
}

function address(search: URLSearchParams): Route {
  const text = search.toString();
  return (text === "" ? "/messages" : `/messages?${text}`) as Route;
}

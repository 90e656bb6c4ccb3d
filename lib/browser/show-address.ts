import type { Route } from "next";

/** Shows another state of the page under its own address, without asking the server for the page. */
export function showAddress(href: Route, { replaces = false } = {}): void {
  if (replaces) window.history.replaceState(null, "", href);
  else window.history.pushState(null, "", href);
}

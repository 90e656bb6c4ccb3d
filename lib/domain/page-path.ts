/** Tells the server's components at which path they stand; set by proxy.ts for pages, never taken from outside. */
export const PAGE_PATH_HEADER = "x-milepost-page-path";

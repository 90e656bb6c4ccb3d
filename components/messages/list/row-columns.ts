/**
 * The list's width decides its columns, in one DOM: two lines below 640 px, the six that matter below 1040 px,
 * all of them above. The container is `@container/rows`.
 */
export const rowGrid = [
  "grid grid-cols-[7.375rem_minmax(0,1fr)_auto] items-center pr-gutter",
  "@min-[640px]/rows:grid-cols-[var(--gutter)_7rem_11.75rem_10.5rem_minmax(0,1fr)_3.75rem]",
  "@min-[1040px]/rows:grid-cols-[var(--gutter)_7.25rem_12rem_10.75rem_8rem_minmax(0,1fr)_2.25rem_minmax(0,16rem)_5.875rem_3.75rem]",
].join(" ");

/** Shown when there is room for every column. */
export const fromAllColumns = "hidden @min-[1040px]/rows:block";

/** Shown until there is room for every column. */
export const untilAllColumns = "@min-[1040px]/rows:hidden";

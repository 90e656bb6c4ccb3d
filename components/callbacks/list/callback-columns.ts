/** Two lines below 560 px of list width, one above, in one DOM. The container is `@container/rows`. */
export const rowGrid = [
  "grid grid-cols-[minmax(0,1fr)_auto] items-center px-gutter",
  "@min-[560px]/rows:grid-cols-[7.25rem_6.5rem_6rem_minmax(0,1fr)_4rem]",
].join(" ");

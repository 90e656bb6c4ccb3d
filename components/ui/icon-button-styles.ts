/** The look of a square control with an icon only. */
export const iconButtonStyles = [
  "inline-grid size-7 shrink-0 place-items-center rounded-control text-ink-2",
  "hover:bg-hover hover:text-ink pressed:bg-sel pointer-coarse:size-10",
  "data-disabled:opacity-40",
].join(" ");

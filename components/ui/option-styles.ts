/** One line of a menu, a select or a combo box. */
export const optionStyles = [
  "flex min-h-7 items-center gap-2 px-2.5 text-base text-ink outline-none pointer-coarse:min-h-10",
  "data-focused:bg-sel data-hovered:bg-hover data-selected:font-medium data-disabled:text-ink-3",
  "data-focus-visible:shadow-none [&[data-focus-visible]]:outline-2 [&[data-focus-visible]]:-outline-offset-2 [&[data-focus-visible]]:outline-accent",
].join(" ");

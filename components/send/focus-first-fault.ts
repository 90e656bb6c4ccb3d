/** After the errors are drawn, the reader stands at the first of them. */
export function focusFirstFault(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const row = document.querySelector("[data-faulty]");
      row?.scrollIntoView({ block: "nearest" });
      row?.querySelector<HTMLElement>("input, textarea, button")?.focus();
    }),
  );
}

/** A row's status word once a frame with it was painted. `atMs`: since 1970. */
export type Seen = { id: string; word: string; atMs: number };

/** Runs in the page: notes in `window.seenRows` what each row of the list says, after each frame that changed it. */
export function watchRows(): void {
  const seen: Seen[] = [];
  const latest = new Map<string, string>();
  (window as unknown as { seenRows: Seen[] }).seenRows = seen;
  let isWaiting = false;

  const look = () => {
    isWaiting = false;
    const atMs = performance.timeOrigin + performance.now();
    for (const row of document.querySelectorAll<HTMLElement>("tr[data-row]")) {
      const id = row.dataset.row ?? "";
      const text = row.querySelector("a[data-row-link]")?.textContent ?? "";
      const word = /^\w+/.exec(text)?.[0] ?? "";
      if (latest.get(id) === word) continue;
      latest.set(id, word);
      seen.push({ id, word, atMs });
    }
  };

  // A task that is posted within a frame's callback runs after that frame was painted.
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = look;
  const onChange = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => afterPaint.port2.postMessage(null));
  };
  const body = document.querySelector("main") ?? document.body;
  new MutationObserver(onChange).observe(body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

type Entry = {
  dueAt: number;
  order: number;
  run: () => void;
  canceled: boolean;
};

export type Timer = { cancel(): void };

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  after(delayMs: number, run: () => void): Timer;
  at(dueAt: number, run: () => void): Timer;
  stop(): void;
};

const longestTimeoutMs = 2 ** 31 - 1;

/** Tens of thousands of timers on one heap and one `setTimeout`; equal instants run in order. */
export function createClock(): Clock {
  const heap: Entry[] = [];
  let order = 0;
  let timeout: NodeJS.Timeout | undefined;
  let stopped = false;

  const isBefore = (a: Entry, b: Entry) =>
    a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);

  function push(entry: Entry) {
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as Entry;
      if (!isBefore(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  }

  function pop(): Entry {
    const top = heap[0] as Entry;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let childIndex = index * 2 + 1;
      if (childIndex >= heap.length) break;
      const right = heap[childIndex + 1];
      if (right && isBefore(right, heap[childIndex] as Entry)) childIndex += 1;
      const child = heap[childIndex] as Entry;
      if (!isBefore(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return top;
  }

  function arm() {
    clearTimeout(timeout);
    timeout = undefined;
    const next = heap[0];
    if (stopped || !next) return;
    timeout = setTimeout(tick, Math.min(Math.max(0, next.dueAt - Date.now()), longestTimeoutMs));
  }

  function tick() {
    const now = Date.now();
    while (!stopped && heap[0] && heap[0].dueAt <= now) {
      const entry = pop();
      if (!entry.canceled) entry.run();
    }
    arm();
  }

  function at(dueAt: number, run: () => void): Timer {
    const entry: Entry = { dueAt, order: order++, run, canceled: false };
    push(entry);
    if (heap[0] === entry) arm();
    return {
      cancel() {
        entry.canceled = true;
      },
    };
  }

  return {
    now: () => Date.now(),
    after: (delayMs, run) => at(Date.now() + delayMs, run),
    at,
    stop() {
      stopped = true;
      heap.length = 0;
      clearTimeout(timeout);
    },
  };
}

import "server-only";

export type GroupCommit<Item, Answer> = {
  /** Resolves when the item's own batch is committed; rejects when it could not be. */
  add(item: Item): Promise<Answer>;
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
};

export type GroupCommitOptions<Item, Answer> = {
  /** Writes a batch in one statement, all or nothing; answers in the order of the items. */
  write: (items: Item[]) => Promise<Answer[]>;
  maxBatch: number;
  /**
   * When so many wait that a second write pays, it does not wait for the end of the first: the store works on one
   * while this process makes the next. Never, unless it is said.
   */
  overlapFrom?: number;
  /** How many items may wait before `add` refuses. */
  maxWaiting: number;
  /** True when the failure is about what an item holds, so that its neighbours deserve another try. */
  isItemFault: (error: unknown) => boolean;
};

const MOST_WRITES = 2;

export class GroupCommitFullError extends Error {
  override readonly name = "GroupCommitFullError";
}

type Waiting<Item, Answer> = {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Items that arrive while a write is under way join the next one; an idle group writes at once. There is no
 * timer. Two writes are under way at most, and they may end in any order. A batch that fails for what one item holds
 * is halved until that item fails alone.
 */
export function createGroupCommit<Item, Answer>(
  options: GroupCommitOptions<Item, Answer>,
): GroupCommit<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let writes = 0;
  let idleListeners: (() => void)[] = [];

  async function writeBatch(batch: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await options.write(batch.map(({ item }) => item));
      for (const [index, entry] of batch.entries()) entry.resolve(answers[index] as Answer);
    } catch (error) {
      if (batch.length === 1 || !options.isItemFault(error)) {
        for (const entry of batch) entry.reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await writeBatch(batch.slice(0, middle));
      await writeBatch(batch.slice(middle));
    }
  }

  function mayWrite(): boolean {
    if (waiting.length === 0) return false;
    if (writes === 0) return true;
    return (
      writes < MOST_WRITES && waiting.length >= (options.overlapFrom ?? Number.POSITIVE_INFINITY)
    );
  }

  async function drain(): Promise<void> {
    while (mayWrite()) {
      const batch = waiting.slice(0, options.maxBatch);
      waiting = waiting.slice(options.maxBatch);
      writes += 1;
      await writeBatch(batch);
      writes -= 1;
    }
    if (writes > 0 || waiting.length > 0) return;
    const listeners = idleListeners;
    idleListeners = [];
    for (const listener of listeners) listener();
  }

  return {
    add(item) {
      if (waiting.length >= options.maxWaiting) {
        return Promise.reject(new GroupCommitFullError("Too many writes are waiting."));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (mayWrite()) void drain();
      });
    },
    idle() {
      if (writes === 0 && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => idleListeners.push(resolve));
    },
  };
}

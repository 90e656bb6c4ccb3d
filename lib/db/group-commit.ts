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
  /** How many items may wait before `add` refuses. */
  maxWaiting: number;
  /** True when the failure is about what an item holds, so that its neighbours deserve another try. */
  isItemFault: (error: unknown) => boolean;
};

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
 * timer. A batch that fails for what one item holds is halved until that item fails alone.
 */
export function createGroupCommit<Item, Answer>(
  options: GroupCommitOptions<Item, Answer>,
): GroupCommit<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let isWriting = false;
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

  async function drain(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, options.maxBatch);
      waiting = waiting.slice(options.maxBatch);
      await writeBatch(batch);
    }
    isWriting = false;
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
        if (!isWriting) void drain();
      });
    },
    idle() {
      if (!isWriting && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => idleListeners.push(resolve));
    },
  };
}

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGroupCommit, GroupCommitFullError } from "@/lib/db/group-commit";

class ItemFault extends Error {}
class Outage extends Error {}

const isItemFault = (error: unknown) => error instanceof ItemFault;

/** A store whose writes end when the test says so. */
function createStore() {
  const batches: number[][] = [];
  const committed: number[] = [];
  const underWay: { batch: number[]; end: (error?: Error) => void }[] = [];
  let mostAtOnce = 0;
  const write = (batch: number[]) => {
    batches.push(batch);
    return new Promise<string[]>((resolve, reject) => {
      underWay.push({
        batch,
        end: (error) => {
          if (error) return reject(error);
          committed.push(...batch);
          resolve(batch.map((item) => `answer ${item}`));
        },
      });
      mostAtOnce = Math.max(mostAtOnce, underWay.length);
    });
  };
  return {
    batches,
    committed,
    write,
    mostAtOnce: () => mostAtOnce,
    underWay: () => underWay.length,
    endWrite: (error?: Error) => underWay.shift()?.end(error),
    /** As a database does: a poisoned item makes the whole batch fail. */
    endWriteUnlessPoisoned: (isPoisoned: (item: number) => boolean) => {
      const first = underWay.shift();
      first?.end(first.batch.some(isPoisoned) ? new ItemFault("poisoned") : undefined);
    },
  };
}

/** Lets every promise that can settle settle. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a group commit", () => {
  test("writes at once when idle, and gathers what arrives meanwhile into the next batch", async () => {
    const store = createStore();
    const commits = createGroupCommit({
      write: store.write,
      maxBatch: 10,
      maxWaiting: 100,
      isItemFault,
    });
    const answers = [commits.add(1), commits.add(2), commits.add(3)];
    expect(store.batches).toEqual([[1]]);
    store.endWrite();
    await settle();
    expect(store.batches).toEqual([[1], [2, 3]]);
    store.endWrite();
    expect(await Promise.all(answers)).toEqual(["answer 1", "answer 2", "answer 3"]);
  });

  test("begins a second write beside the first once enough wait, and never a third", async () => {
    const store = createStore();
    const commits = createGroupCommit({
      write: store.write,
      maxBatch: 10,
      maxWaiting: 100,
      overlapFrom: 3,
      isItemFault,
    });
    const answers = [1, 2, 3].map((item) => commits.add(item));
    expect(store.batches).toEqual([[1]]);
    answers.push(commits.add(4));
    expect(store.batches).toEqual([[1], [2, 3, 4]]);
    answers.push(...[5, 6, 7, 8].map((item) => commits.add(item)));
    expect(store.underWay()).toBe(2);
    store.endWrite();
    await settle();
    expect(store.batches).toEqual([[1], [2, 3, 4], [5, 6, 7, 8]]);
    store.endWrite();
    store.endWrite();
    await commits.idle();
    expect(await Promise.all(answers)).toHaveLength(8);
  });

  test("answers an item only after its own batch is committed", async () => {
    const store = createStore();
    const commits = createGroupCommit({
      write: store.write,
      maxBatch: 1,
      maxWaiting: 100,
      isItemFault,
    });
    const settled: number[] = [];
    for (const item of [1, 2]) void commits.add(item).then(() => settled.push(item));
    await settle();
    expect(settled).toEqual([]);
    store.endWrite();
    await settle();
    expect(settled).toEqual([1]);
    store.endWrite();
    await settle();
    expect(settled).toEqual([1, 2]);
  });

  test("takes no more than its limit of waiting items, and takes more once they are written", async () => {
    const store = createStore();
    const commits = createGroupCommit({
      write: store.write,
      maxBatch: 10,
      maxWaiting: 2,
      isItemFault,
    });
    const kept = [commits.add(1), commits.add(2), commits.add(3)];
    await expect(commits.add(4)).rejects.toBeInstanceOf(GroupCommitFullError);
    store.endWrite();
    await settle();
    const later = commits.add(5);
    store.endWrite();
    await settle();
    store.endWrite();
    expect(await Promise.all([...kept, later])).toHaveLength(4);
    expect(store.committed).toEqual([1, 2, 3, 5]);
  });

  test("fails a whole batch when the store is away, tries nothing again, and goes on with the next", async () => {
    const store = createStore();
    const commits = createGroupCommit({
      write: store.write,
      maxBatch: 2,
      maxWaiting: 100,
      isItemFault,
    });
    const outcomes = Promise.allSettled([1, 2, 3, 4, 5].map((item) => commits.add(item)));
    store.endWrite();
    await settle();
    store.endWrite(new Outage("gone"));
    await settle();
    store.endWrite();
    const states = (await outcomes).map(({ status }) => status);
    expect(states).toEqual(["fulfilled", "rejected", "rejected", "fulfilled", "fulfilled"]);
    expect(store.batches).toEqual([[1], [2, 3], [4, 5]]);
  });

  test("survives a write that throws before it returns a promise", async () => {
    let isBroken = true;
    const commits = createGroupCommit<number, number>({
      write: (batch) => {
        if (isBroken) throw new Outage("at once");
        return Promise.resolve(batch);
      },
      maxBatch: 5,
      maxWaiting: 5,
      isItemFault,
    });
    await expect(commits.add(1)).rejects.toBeInstanceOf(Outage);
    isBroken = false;
    expect(await commits.add(2)).toBe(2);
  });

  test("is idle when nothing waits and nothing is under way", async () => {
    const store = createStore();
    const commits = createGroupCommit({
      write: store.write,
      maxBatch: 1,
      maxWaiting: 100,
      isItemFault,
    });
    await commits.idle();
    let isIdle = false;
    void commits.add(1);
    void commits.add(2);
    void commits.idle().then(() => {
      isIdle = true;
    });
    store.endWrite();
    await settle();
    expect(isIdle).toBe(false);
    store.endWrite();
    await settle();
    expect(isIdle).toBe(true);
  });
});

/** Adds items and ends writes in any order, then lets everything end. */
type Step = { kind: "add" } | { kind: "end" };
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Step>({ kind: "add" }) },
    { weight: 2, arbitrary: fc.constant<Step>({ kind: "end" }) },
  ),
  { minLength: 1, maxLength: 60 },
);

describe("whatever the order of arrivals and ends,", () => {
  test.each([
    { overlapFrom: undefined, most: 1 },
    { overlapFrom: 1, most: 2 },
    { overlapFrom: 4, most: 2 },
  ])(
    "every item is written in its order, in one batch, $most batches at a time from $overlapFrom on, and answered once with its own answer",
    async ({ overlapFrom, most }) => {
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 1, max: 7 }), async (plan, maxBatch) => {
          const store = createStore();
          const commits = createGroupCommit({
            write: store.write,
            maxBatch,
            maxWaiting: 1_000,
            ...(overlapFrom !== undefined && { overlapFrom }),
            isItemFault,
          });
          const answers: Promise<string>[] = [];
          for (const step of plan) {
            if (step.kind === "add") answers.push(commits.add(answers.length));
            else store.endWrite();
            await settle();
          }
          while (store.underWay() > 0) {
            store.endWrite();
            await settle();
          }
          await commits.idle();
          expect(await Promise.all(answers)).toEqual(answers.map((_, item) => `answer ${item}`));
          expect(store.batches.flat()).toEqual(answers.map((_, item) => item));
          expect(store.batches.every((batch) => batch.length <= maxBatch)).toBe(true);
          expect(store.mostAtOnce()).toBeLessThanOrEqual(most);
        }),
        { numRuns: 100 },
      );
    },
  );

  test("exactly the poisoned items fail, and every other is committed exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 16 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        async (poison, maxBatch, pauses) => {
          const store = createStore();
          const commits = createGroupCommit({
            write: store.write,
            maxBatch,
            maxWaiting: 1_000,
            isItemFault,
          });
          const isPoisoned = (item: number) => poison[item] === true;
          const outcomes: Promise<string>[] = [];
          for (const item of poison.keys()) {
            outcomes.push(commits.add(item).catch((error: Error) => error.constructor.name));
            if (pauses[item]) {
              store.endWriteUnlessPoisoned(isPoisoned);
              await settle();
            }
          }
          while (store.underWay() > 0) {
            store.endWriteUnlessPoisoned(isPoisoned);
            await settle();
          }
          expect(await Promise.all(outcomes)).toEqual(
            poison.map((isBad, item) => (isBad ? "ItemFault" : `answer ${item}`)),
          );
          const healthy = [...poison.keys()].filter((item) => !isPoisoned(item));
          expect(store.committed.toSorted((a, b) => a - b)).toEqual(healthy);
          expect(store.mostAtOnce()).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

import { expect, test } from "vitest";
import { createClock } from "../../../simulator/clock";

test("timers run in the order of their instants, equal ones in the order they were set", async () => {
  const clock = createClock();
  const ran: string[] = [];
  const now = clock.now();
  await new Promise<void>((resolve) => {
    clock.at(now + 8, () => {
      ran.push("last");
      resolve();
    });
    clock.at(now + 4, () => ran.push("first of two"));
    clock.at(now + 4, () => ran.push("second of two"));
    clock.at(now, () => ran.push("at once"));
  });
  expect(ran).toEqual(["at once", "first of two", "second of two", "last"]);
});

test("a canceled timer does not run, and none runs after stop", async () => {
  const clock = createClock();
  const ran: string[] = [];
  clock.after(0, () => ran.push("canceled")).cancel();
  await new Promise<void>((resolve) => {
    clock.after(1, resolve);
  });
  clock.after(0, () => ran.push("stopped"));
  clock.stop();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ran).toEqual([]);
});

test("ten thousand timers all run", async () => {
  const clock = createClock();
  let ran = 0;
  await new Promise<void>((resolve) => {
    for (let index = 0; index < 10_000; index += 1) {
      clock.after((index * 7919) % 50, () => {
        ran += 1;
        return ran === 10_000 ? resolve() : undefined;
      });
    }
  });
  expect(ran).toBe(10_000);
});

import { expect, test } from "vitest";
import { rememberFor } from "@/lib/services/remember";

function counted(answers: (number | Error)[] = []) {
  let asked = 0;
  const ask = rememberFor(1000, async (_asker: object, key: string) => {
    asked += 1;
    const answer = answers[asked - 1] ?? asked;
    if (answer instanceof Error) throw answer;
    return `${key} ${answer}`;
  });
  return { ask, asked: () => asked };
}
const asker = {};

test("an answer is kept until it is too old", async () => {
  const { ask, asked } = counted();
  expect(await ask(asker, "a", 0)).toBe("a 1");
  expect(await ask(asker, "a", 999)).toBe("a 1");
  expect(await ask(asker, "a", 1000)).toBe("a 2");
  expect(asked()).toBe(2);
});

test("those who ask at once wait for one answer", async () => {
  const { ask, asked } = counted();
  await Promise.all([ask(asker, "a", 0), ask(asker, "a", 1), ask(asker, "a", 2)]);
  expect(asked()).toBe(1);
});

test("a failure is not kept", async () => {
  const { ask } = counted([new Error("away"), 2]);
  await expect(ask(asker, "a", 0)).rejects.toThrow("away");
  expect(await ask(asker, "a", 1)).toBe("a 2");
});

test("another asker and another question have answers of their own", async () => {
  const { ask, asked } = counted();
  await ask(asker, "a", 0);
  await ask(asker, "b", 0);
  await ask({}, "a", 0);
  expect(asked()).toBe(3);
});

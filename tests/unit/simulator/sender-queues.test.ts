import { describe, expect, test } from "vitest";
import { createSenderQueues, usualRate } from "../../../simulator/sender-queues";

describe("a sender's queue", () => {
  test("gives slots at its rate, first in first out", () => {
    const queues = createSenderQueues();
    const slots = [0, 0, 100, 5000].map((now) => queues.join("+1", now, 1000, 1e9));
    expect(slots).toEqual([0, 1000, 2000, 5000]);
  });

  test("does not hold up another sender", () => {
    const queues = createSenderQueues();
    queues.join("+1", 0, 1000, 1e9);
    expect(queues.join("+2", 0, 1000, 1e9)).toBe(0);
  });

  test("counts those who wait", () => {
    const queues = createSenderQueues();
    const lengths = [0, 0, 0].map((now) => {
      queues.join("+1", now, 1000, 1e9);
      return queues.length("+1", now, 1000);
    });
    expect(lengths).toEqual([0, 1, 2]);
    expect(queues.length("+1", 1500, 1000)).toBe(1);
  });

  test("refuses a message that would expire before its slot, and keeps the slot for another", () => {
    const queues = createSenderQueues();
    queues.join("+1", 0, 1000, 1e9);
    expect(queues.join("+1", 0, 1000, 999)).toBeNull();
    expect(queues.join("+1", 0, 1000, 1000)).toBe(1000);
  });
});

test.each([
  ["+14155550190", 1],
  ["+18885550191", 3],
  ["894546", 100],
  ["ACME", 10],
  ["whatsapp:+14155238886", 80],
  ["rcs:agent", 80],
])("%s sends %i a second", (sender, rate) => {
  expect(usualRate(sender)).toBe(rate);
});

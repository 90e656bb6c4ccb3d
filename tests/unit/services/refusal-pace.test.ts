import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRefusalPace } from "@/lib/services/refusal-pace";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** How many of these many refusals at one moment may be answered at once, and after the time of holding. */
async function answersOf(refusals: number, settings: Parameters<typeof createRefusalPace>[0]) {
  const pace = createRefusalPace(settings);
  let answered = 0;
  for (let refusal = 0; refusal < refusals; refusal += 1) {
    void pace.wait(1_000).then(() => {
      answered += 1;
    });
  }
  await vi.advanceTimersByTimeAsync(0);
  const atOnce = answered;
  await vi.advanceTimersByTimeAsync(settings?.heldMs ?? 0);
  return { atOnce, later: answered };
}

describe("the pace of refusals", () => {
  test("keeps nobody waiting while refusals are few", async () => {
    const settings = { perSecond: 10, burst: 20, heldMs: 500, maxHeld: 100 };
    expect(await answersOf(20, settings)).toEqual({ atOnce: 20, later: 20 });
  });

  test("lets those of a flood wait, and answers each in the end", async () => {
    const settings = { perSecond: 10, burst: 20, heldMs: 500, maxHeld: 100 };
    expect(await answersOf(60, settings)).toEqual({ atOnce: 20, later: 60 });
  });

  test("holds no more than so many at once", async () => {
    const settings = { perSecond: 10, burst: 20, heldMs: 500, maxHeld: 5 };
    expect(await answersOf(60, settings)).toEqual({ atOnce: 55, later: 60 });
  });
});

import { expect, test } from "vitest";
import { IDLE_POLL_MS, POLL_MS, pollIntervalMs } from "@/lib/browser/poll-interval";

test("without a stream a page asks often while something can change, else now and then", () => {
  expect(pollIntervalMs("unavailable", true)).toBe(POLL_MS);
  expect(pollIntervalMs("unavailable", false)).toBe(IDLE_POLL_MS);
});

test.each(["connecting", "live", "reconnecting", "offline", "paused"] as const)(
  "a page does not poll while the stream is %s",
  (state) => {
    expect(pollIntervalMs(state, true)).toBe(0);
  },
);

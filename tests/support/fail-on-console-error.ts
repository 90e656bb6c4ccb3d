import { afterEach, beforeEach, expect, vi } from "vitest";

beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  const spy = vi.mocked(console.error);
  const calls = spy.mock.calls.slice();
  spy.mockRestore();
  expect(calls, "console.error was called").toEqual([]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatDelta,
  formatDuration,
  formatSeconds,
  formatSpan,
} from "@/lib/domain/duration-format";

const s = (value: number) => Math.round(value * 1_000_000);

describe("a column of durations", () => {
  test.each([
    [0, "0.000 s"],
    [s(0.688), "0.688 s"],
    [s(3.6664), "3.666 s"],
    [s(9.9999), "10.0 s"],
    [s(33.44), "33.4 s"],
    [s(59.96), "1 m 00 s"],
    [s(62), "1 m 02 s"],
    [s(3599.7), "1 h 00 m"],
    [s(4920), "1 h 22 m"],
    [s(86_400 * 2 + 3 * 3600), "2 d 3 h"],
  ])("%d µs is %s", (us, text) => {
    expect(formatDuration(us)).toBe(text);
  });
});

describe("the distance between two posts", () => {
  test.each([
    [300, "+0.3 ms"],
    [s(0.214), "+214 ms"],
    [s(0.9996), "+1.000 s"],
    [s(8.851), "+8.851 s"],
    [s(-5.746), "\u22125.746 s"],
    [s(444.457), "+7 min 24.457 s"],
    [s(12 * 3600 + 245), "+12 h 4 min"],
  ])("%d µs is %s", (us, text) => {
    expect(formatDelta(us)).toBe(text);
  });

  test("forward and back differ in the sign only", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: s(1e6) }), (us) => {
        expect(formatDelta(-us).slice(1)).toBe(formatDelta(us).slice(1));
      }),
    );
  });

  test("no unit ever shows a full one of the next", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: s(90_000) }), (us) => {
        expect(formatDelta(us)).not.toMatch(/(\b60(\.0+)? s|\b60 min|\b1000(\.0)? ms)/);
        expect(formatDuration(us)).not.toMatch(/(\b60(\.0)? s|\b60 m)/);
        expect(formatSpan(us)).not.toMatch(/(\b60 s|\b60 min|\b1000 ms)/);
      }),
    );
  });
});

test("time since submission stays in one unit", () => {
  expect([s(0), s(0.2144), s(448.123), s(-0.05), -300].map(formatSeconds)).toEqual([
    "0.000 s",
    "0.214 s",
    "448.123 s",
    "\u22120.050 s",
    "0.000 s",
  ]);
});

test("a span in a sentence is as exact as a reader needs", () => {
  expect([s(0.214), s(3.666), s(23.7), s(444.457), s(86_400)].map(formatSpan)).toEqual([
    "214 ms",
    "3.7 s",
    "24 s",
    "7 min 24 s",
    "1 d",
  ]);
});

test("an age fits a narrow column", () => {
  expect([s(-1), s(48.9), s(840), s(4930), s(86_400 * 3.5)].map(formatAge)).toEqual([
    "0 s",
    "48 s",
    "14 m",
    "1 h 22",
    "3 d",
  ]);
});

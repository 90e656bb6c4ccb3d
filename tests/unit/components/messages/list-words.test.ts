import { describe, expect, test } from "vitest";
import { activeFilters, formatCount, rangePhrase } from "@/components/messages/list/filter-words";
import { mostFrequent } from "@/components/messages/list/most-frequent";
import { rowClock } from "@/components/messages/list/row-clock";
import { instantToUs } from "@/lib/domain/instant";
import { formatAddress } from "@/lib/domain/phone-address";
import { messageRow } from "../../../support/message-row-factory";

describe("filters in words", () => {
  test("a count that stopped at its limit says so", () => {
    expect(formatCount({ count: 1284, isMore: false })).toBe("1,284");
    expect(formatCount({ count: 10_000, isMore: true })).toBe("10,000+");
  });

  test("each filter is named with the change that drops it", () => {
    const active = activeFilters(
      { range: "24h", outcome: "failed", error: 30_003, q: "code" },
      formatAddress,
    );

    expect(active.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Search: “code”",
      "Outcome: Failed",
      "Error: 30003 Unreachable destination handset",
    ]);
    expect(active.map(({ without }) => Object.keys(without))).toEqual([
      ["q"],
      ["outcome"],
      ["error"],
    ]);
  });

  test("a custom range outdoes the preset", () => {
    expect(rangePhrase({ range: "7d" })).toBe("in the last 7 d");
    expect(rangePhrase({ range: "all" })).toBe("of all time");
    expect(rangePhrase({ range: "7d", before: "2026-11-23T00:00:00Z" })).toBe(
      "in the chosen range",
    );
  });
});

test("the most frequent values come first, equals in order of appearance, nulls never", () => {
  expect(mostFrequent(["b", "a", null, "c", "a", null], 2)).toEqual(["a", "b"]);
});

describe("a row's clock", () => {
  const SECOND_US = 1_000_000;

  const clockAt = (outcome: "sent" | "delivered", seconds: number) => {
    const row = messageRow({ outcome });
    const createdUs = instantToUs(row.createdAt);
    return (rowClock(row, createdUs + seconds * SECOND_US) - createdUs) / SECOND_US;
  };

  test("runs by the second while the message is young and can move, then ever slower", () => {
    expect([3.4, 9.9, 13, 59, 125, 300].map((seconds) => clockAt("sent", seconds))).toEqual([
      3, 9, 10, 55, 120, 300,
    ]);
  });

  test("begins with the message, though the page's own second lags behind it", () => {
    expect([clockAt("sent", -0.4), clockAt("delivered", -0.4)]).toEqual([0, 0]);
  });

  test("stands still between minutes once it has ended", () => {
    expect([3, 59, 60, 125, 179].map((seconds) => clockAt("delivered", seconds))).toEqual([
      0, 0, 60, 120, 120,
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { keptShare } from "@/components/callbacks/callback-words";
import { toMatrix } from "@/components/callbacks/panel/to-matrix";
import type { CallbackDiagnosis } from "@/lib/contracts/callback";
import type { CallbackList } from "@/lib/contracts/callback-list";

type Attempt = CallbackDiagnosis["attempts"][number];

const attempt = (changes: Partial<Attempt>): Attempt => ({
  address: "PUBLIC_BASE_URL",
  url: "http://internal:3000/hook?a=1",
  keyLabel: "primary",
  bodyChange: null,
  valid: false,
  ...changes,
});

describe("the matrix of attempts", () => {
  test("has a row for each address, a column for each key, and a cell for each that was tried", () => {
    const { rows, keyLabels } = toMatrix([
      attempt({}),
      attempt({ keyLabel: "previous" }),
      attempt({ address: "as forwarded", url: "https://a.example/hook?a=1", valid: true }),
    ]);
    expect(keyLabels).toEqual(["primary", "previous"]);
    expect(rows.map((row) => [row.address, row.shortUrl, row.isValid])).toEqual([
      ["PUBLIC_BASE_URL", "http://internal:3000", false],
      ["as forwarded", "https://a.example", true],
    ]);
    expect(rows.map((row) => row.cells.map((cell) => cell.state))).toEqual([
      ["invalid", "invalid"],
      ["valid", "untried"],
    ]);
  });

  test("shows of an address with the same origin what differs: path and query", () => {
    const { rows } = toMatrix([attempt({}), attempt({ url: "http://internal:3000/hook" })]);
    expect(rows[1]?.shortUrl).toBe("…/hook");
  });

  test("gives an attempt with another body a row of its own", () => {
    const { rows } = toMatrix([attempt({}), attempt({ bodyChange: "x is missing", valid: true })]);
    expect(rows.map((row) => row.address)).toEqual([
      "PUBLIC_BASE_URL",
      "PUBLIC_BASE_URL, x is missing",
    ]);
  });

  test("is empty when nothing was tried", () => {
    expect(toMatrix([])).toEqual({ rows: [], keyLabels: [] });
  });
});

describe("the share of callbacks that were kept", () => {
  const list = (total: number, refused: number, isMore = false): CallbackList => ({
    items: [],
    nextCursor: null,
    previousCursor: null,
    total: { count: total, isMore },
    counts: {
      recorded: { count: total - refused, isMore },
      repeated: { count: 0, isMore: false },
      orphan: { count: 0, isMore: false },
      refused: { count: refused, isMore: false },
    },
  });

  test.each([
    [4812, 38, "99.2"],
    [100, 0, "100"],
    [10_000, 1, "99.9"],
    [2, 1, "50"],
    [3, 3, "0"],
  ])("of %i with %i refused is %s", (total, refused, share) => {
    expect(keptShare(list(total, refused))).toBe(share);
  });

  test("is told neither of none nor of more than are counted", () => {
    expect(keptShare(list(0, 0))).toBeNull();
    expect(keptShare(list(10_000, 1, true))).toBeNull();
  });
});

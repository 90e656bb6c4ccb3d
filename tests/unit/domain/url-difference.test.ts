import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differUrls, type UrlPart } from "@/lib/domain/url-difference";

/** What differs stands in brackets. */
const marked = (parts: readonly UrlPart[]) =>
  parts.map(({ text, isDifferent }) => (isDifferent ? `[${text}]` : text)).join("");

describe("the difference of two addresses", () => {
  test.each([
    [
      "http://internal:3000/hook?message=1",
      "https://example.com/hook?message=1",
      "[http]://[internal:3000]/hook?message=1",
      "[https]://[example.com]/hook?message=1",
    ],
    [
      "https://a.example/hook",
      "https://a.example/hook",
      "https://a.example/hook",
      "https://a.example/hook",
    ],
    [
      "https://a.example/milepost/api/hook",
      "https://a.example/api/hook",
      "https://a.example/[milepost/]api/hook",
      "https://a.example/api/hook",
    ],
    [
      "https://a.example/hook/",
      "https://a.example/hook",
      "https://a.example/hook[/]",
      "https://a.example/hook",
    ],
    [
      "https://a.example/hook?a=1&b=2",
      "https://a.example/hook",
      "https://a.example/hook[?a=1&b=2]",
      "https://a.example/hook",
    ],
    ["", "https://a.example", "", "[https://a.example]"],
  ])("of %s and %s", (left, right, shownLeft, shownRight) => {
    const difference = differUrls(left, right);
    expect(marked(difference.left).replace(/^\[\]$/, "")).toBe(shownLeft);
    expect(marked(difference.right)).toBe(shownRight);
  });

  test("is whole again when its parts are joined, whatever the texts", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.string()),
        fc.oneof(fc.webUrl(), fc.string()),
        (a, b) => {
          const { left, right } = differUrls(a, b);
          expect(left.map(({ text }) => text).join("")).toBe(a);
          expect(right.map(({ text }) => text).join("")).toBe(b);
          const isSame = [...left, ...right].every(({ isDifferent }) => !isDifferent);
          expect(isSame).toBe(a === b);
        },
      ),
    );
  });
});

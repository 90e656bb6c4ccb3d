import { describe, expect, test } from "vitest";
import {
  composeSignedUrl,
  hasPathPrefix,
  type PublicBaseUrl,
  parsePublicBaseUrl,
  parseRequestTarget,
  STATUS_CALLBACK_PATH,
} from "@/lib/twilio/public-url";

function baseUrl(value: string): PublicBaseUrl {
  const base = parsePublicBaseUrl(value);
  expect(base, value).not.toBeNull();
  return base as PublicBaseUrl;
}

describe("parsePublicBaseUrl", () => {
  test.each([
    ["https://example.com", "https://example.com", ""],
    ["https://example.com/", "https://example.com", ""],
    ["https://example.com///", "https://example.com", ""],
    ["https://example.com/hooks/", "https://example.com", "/hooks"],
    ["https://example.com/a/b", "https://example.com", "/a/b"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000", ""],
    ["https://example.com:8443/x", "https://example.com:8443", "/x"],
    ["https://example.com:443", "https://example.com:443", ""],
    ["https://[::1]:3000/x", "https://[::1]:3000", "/x"],
    ["https://Example.COM", "https://Example.COM", ""],
    ["https://user:pass@example.com/x", "https://example.com", "/x"],
    ["https://user:p@ss@example.com", "https://example.com", ""],
    ["https://example.com/x?y=1#z", "https://example.com", "/x"],
    [" https://example.com\n", "https://example.com", ""],
  ])("%j is read as it is written", (value, origin, pathPrefix) => {
    expect(parsePublicBaseUrl(value)).toEqual({ origin, pathPrefix });
  });

  test.each([
    "",
    " ",
    "example.com",
    "/path",
    "ftp://example.com",
    "https://",
    "https://user@",
    "x:y",
  ])("%j is no public address", (value) => {
    expect(parsePublicBaseUrl(value)).toBeNull();
  });
});

describe("composeSignedUrl", () => {
  const path = STATUS_CALLBACK_PATH;

  test.each([
    ["https://example.com", `${path}?message=1`, `https://example.com${path}?message=1`],
    ["https://example.com/", path, `https://example.com${path}`],
    ["https://example.com:8443", path, `https://example.com:8443${path}`],
    ["https://user:pass@example.com", path, `https://example.com${path}`],
  ])("%s and %s are one address", (base, target, url) => {
    expect(composeSignedUrl(baseUrl(base), target)).toBe(url);
  });

  test("a prefix that a proxy stripped is put back", () => {
    expect(composeSignedUrl(baseUrl("https://example.com/hooks"), path)).toBe(
      `https://example.com/hooks${path}`,
    );
  });

  test("a prefix that was not stripped is not doubled", () => {
    expect(composeSignedUrl(baseUrl("https://example.com/hooks/"), `/hooks${path}?a=1`)).toBe(
      `https://example.com/hooks${path}?a=1`,
    );
    expect(composeSignedUrl(baseUrl("https://example.com/hooks"), "/hooks?a=1")).toBe(
      "https://example.com/hooks?a=1",
    );
  });

  test("a path that only begins with the same letters has lost its prefix", () => {
    expect(composeSignedUrl(baseUrl("https://example.com/hooks"), "/hooks-old/x")).toBe(
      "https://example.com/hooks/hooks-old/x",
    );
  });

  test("the prefix /api, stripped, is put back in front of our own /api", () => {
    expect(composeSignedUrl(baseUrl("https://example.com/api"), path)).toBe(
      `https://example.com/api${path}`,
    );
    expect(composeSignedUrl(baseUrl("https://example.com/api"), `/api${path}`)).toBe(
      `https://example.com/api${path}`,
    );
  });

  test.each(["?a=%20+%2B%27'&b=\"<>|é😀", "?", "?a=1?b=2", "?b=2&a=1&&a="])(
    "the query %s is passed on untouched",
    (query) => {
      expect(composeSignedUrl(baseUrl("https://example.com"), path + query)).toBe(
        `https://example.com${path}${query}`,
      );
    },
  );

  test("a fragment is dropped, as Twilio neither sends nor signs it", () => {
    expect(composeSignedUrl(baseUrl("https://example.com"), `${path}?a=1#rc=5&rp=all`)).toBe(
      `https://example.com${path}?a=1`,
    );
  });

  test("the host of an absolute-form target never replaces the public one", () => {
    expect(composeSignedUrl(baseUrl("https://example.com"), `http://evil.test:80${path}?a=1`)).toBe(
      `https://example.com${path}?a=1`,
    );
  });

  test("a path that begins with two slashes is no host", () => {
    expect(composeSignedUrl(baseUrl("https://example.com"), "//evil.test/x")).toBe(
      "https://example.com//evil.test/x",
    );
  });
});

describe("parseRequestTarget", () => {
  test.each([
    ["/a?b#c", { origin: null, path: "/a", query: "b" }],
    ["http://h:1/a", { origin: "http://h:1", path: "/a", query: null }],
    ["http://h?x=http://y/z", { origin: "http://h", path: "/", query: "x=http://y/z" }],
    ["/a?u=http://y/z", { origin: null, path: "/a", query: "u=http://y/z" }],
    ["", { origin: null, path: "/", query: null }],
    ["*", { origin: null, path: "/*", query: null }],
  ])("%s is split without a change", (target, parts) => {
    expect(parseRequestTarget(target)).toEqual(parts);
  });
});

test("every path carries the empty prefix", () => {
  expect(hasPathPrefix(STATUS_CALLBACK_PATH, "")).toBe(true);
  expect(hasPathPrefix("/x", "")).toBe(true);
});

import { describe, expect, test } from "vitest";
import { changeFilters, isNarrowed, readFilters, toSearch } from "@/lib/browser/message-filters";
import { messageListKey } from "@/lib/browser/message-keys";
import { messageListPage, messagePanelPage } from "@/lib/browser/message-pages";

describe("readFilters", () => {
  test("an address without parameters means the last 24 hours", () => {
    expect(readFilters({})).toEqual({ filters: { range: "24h" }, ignored: [] });
  });

  test("reads the same from a page's parameters and from a browser's", () => {
    const search = "status=failed,undelivered&channel=sms&error=30003&open=msg_1";
    const fromPage = readFilters({
      status: "failed,undelivered",
      channel: "sms",
      error: "30003",
      open: "msg_1",
    });

    expect(readFilters(new URLSearchParams(search))).toEqual(fromPage);
    expect(fromPage.filters).toEqual({
      range: "24h",
      status: ["failed", "undelivered"],
      channel: "sms",
      error: 30_003,
    });
  });

  test("a repeated status adds up; of another repeated parameter the last one counts", () => {
    const { filters } = readFilters({ status: ["sent", "read"], to: ["+1", "+2"] });

    expect(filters).toMatchObject({ status: ["sent", "read"], to: "+2" });
  });

  test("a value that makes no sense is left out by name, and the others still count", () => {
    expect(readFilters({ range: "5y", error: "abc", channel: "sms" })).toEqual({
      filters: { range: "24h", channel: "sms" },
      ignored: expect.arrayContaining(["range", "error"]),
    });
  });

  test("an empty value counts for nothing", () => {
    expect(readFilters({ q: " ", to: "" })).toEqual({ filters: { range: "24h" }, ignored: [] });
  });
});

describe("toSearch", () => {
  test("is read back as the same filters", () => {
    const { filters } = readFilters({
      outcome: "failed",
      status: "failed,undelivered",
      to: "whatsapp:+919876543210",
      range: "7d",
      q: "50% off & more",
      cursor: "b3w=",
    });

    expect(readFilters(new URLSearchParams(toSearch(filters))).filters).toEqual(filters);
  });

  test("leaves out the default range, and any preset that a custom range outdoes", () => {
    expect(toSearch({ range: "24h" })).toBe("");
    expect(toSearch({ range: "7d", after: "2026-11-23T00:00:00.000Z" })).toBe(
      "after=2026-11-23T00%3A00%3A00.000Z",
    );
  });
});

test("other filters start at the newest message again", () => {
  const deep = { range: "24h" as const, cursor: "abc" };

  expect(changeFilters(deep, { channel: "sms" })).toMatchObject({ cursor: undefined });
  expect(changeFilters(deep, { cursor: "def" })).toMatchObject({ cursor: "def" });
});

test("neither range nor page narrows the list", () => {
  expect(isNarrowed({ range: "7d", cursor: "abc", after: "2026-11-23T00:00:00Z" })).toBe(false);
  expect(isNarrowed({ range: "24h", error: 30_003 })).toBe(true);
});

test("the same filters give the same key, whatever order they are set in", () => {
  expect(messageListKey({ range: "24h" })).toBe("/api/messages");
  expect(messageListKey({ range: "7d", channel: "sms", error: 30_003 })).toBe(
    messageListKey({ error: 30_003, range: "7d", channel: "sms" }),
  );
});

test("a page's address keeps the filters beside the open message", () => {
  expect(messageListPage({ range: "24h" })).toBe("/messages");
  expect(messagePanelPage({ range: "7d" }, "msg_1")).toBe("/messages?range=7d&open=msg_1");
});

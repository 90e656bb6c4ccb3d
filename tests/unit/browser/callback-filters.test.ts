import { describe, expect, test } from "vitest";
import {
  changeCallbackFilters,
  isCallbackListNarrowed,
  readCallbackFilters,
  toCallbackSearch,
} from "@/lib/browser/callback-filters";
import { callbackListPage, callbackPanelPage } from "@/lib/browser/callback-pages";

const read = (search: string) => readCallbackFilters(new URLSearchParams(search));

describe("the filters of the callbacks page", () => {
  test.each([
    "",
    "verdict=refused",
    "verdict=refused&reason=signature_invalid&range=7d",
    "status=sent%2Cdelivered&key=primary&q=SM12",
    "after=2026-11-23T12%3A00%3A00Z&before=2026-11-23T13%3A00%3A00Z",
    "cursor=abc",
  ])("are the same when read from the address they are written to: %s", (search) => {
    const { filters, ignored } = read(search);
    expect(ignored).toEqual([]);
    expect(read(toCallbackSearch(filters)).filters).toEqual(filters);
    expect(toCallbackSearch(filters).split("&").sort()).toEqual(search.split("&").sort());
  });

  test("leave out what makes no sense, and name it", () => {
    const { filters, ignored } = read("verdict=lost&reason=signature_missing&range=1y&key=");
    expect(ignored.toSorted()).toEqual(["range", "verdict"]);
    expect(filters).toEqual({ reason: "signature_missing", range: "24h" });
  });

  test("start at the newest when they change", () => {
    const { filters } = read("cursor=abc&range=7d");
    expect(toCallbackSearch(changeCallbackFilters(filters, { verdict: "orphan" }))).toBe(
      "verdict=orphan&range=7d",
    );
  });

  test("narrow the list by everything but range and tab", () => {
    expect(isCallbackListNarrowed(read("verdict=refused&range=7d").filters)).toBe(false);
    for (const search of ["status=sent", "reason=json_body", "key=primary", "q=SM"]) {
      expect(isCallbackListNarrowed(read(search).filters), search).toBe(true);
    }
  });

  test("stand in the page's address, with the callback that is open", () => {
    const { filters } = read("verdict=refused");
    expect(callbackListPage(filters)).toBe("/callbacks?verdict=refused");
    expect(callbackPanelPage(filters, "r7")).toBe("/callbacks?verdict=refused&open=r7");
    expect(callbackListPage(read("").filters)).toBe("/callbacks");
  });
});

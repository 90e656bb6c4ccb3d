import { describe, expect, test } from "vitest";
import { pageOfMeta, pageOfUris } from "../../../simulator/paging";

const items = ["a", "b", "c", "d", "e"].map((sid) => ({ sid }));
const path = "/2010-04-01/Accounts/AC1/Messages.json";

function page(address: string, from = items) {
  const query = new URLSearchParams(address.split("?")[1]);
  return pageOfUris(path, query, "messages", from, ({ sid }) => sid) as Record<string, unknown>;
}

describe("pages of the 2010-04-01 API", () => {
  test("the first page names itself, its filters and the next page", () => {
    expect(page("?To=%2B1&DateSent%3E=2026-01-01&PageSize=2")).toEqual({
      messages: ["a", "b"],
      start: 0,
      end: 1,
      page: 0,
      page_size: 2,
      first_page_uri: `${path}?To=%2B1&DateSent%3E=2026-01-01&PageSize=2&Page=0`,
      uri: `${path}?To=%2B1&DateSent%3E=2026-01-01&PageSize=2&Page=0`,
      next_page_uri: `${path}?To=%2B1&DateSent%3E=2026-01-01&PageSize=2&Page=1&PageToken=PAb`,
      previous_page_uri: null,
    });
  });

  test("following next visits every item once, and previous leads back", () => {
    const second = page(String(page("?PageSize=2").next_page_uri));
    const third = page(String(second.next_page_uri));
    expect([second.messages, third.messages]).toEqual([["c", "d"], ["e"]]);
    expect(third.next_page_uri).toBeNull();
    expect(third).toMatchObject({ start: 4, end: 4, page: 2 });
    expect(page(String(third.previous_page_uri)).messages).toEqual(["c", "d"]);
  });

  test("a new item at the front does not shift the next page", () => {
    const next = String(page("?PageSize=2").next_page_uri);
    expect(page(next, [{ sid: "new" }, ...items]).messages).toEqual(["c", "d"]);
  });

  test("an empty list ends where it starts", () => {
    expect(page("", [])).toMatchObject({ messages: [], start: 0, end: 0, next_page_uri: null });
  });

  test.each(["?PageSize=0", "?PageSize=x", "?Page=-1", "?PageToken=PAgone", "?PageToken=x"])(
    "%s is refused with 20001",
    (address) => {
      expect(() => page(address)).toThrow(expect.objectContaining({ code: 20001 }));
    },
  );

  test("a page size above 1000 is 1000", () => {
    expect(page("?PageSize=5000").page_size).toBe(1000);
  });
});

test("pages of the newer APIs carry absolute addresses under meta", () => {
  const query = new URLSearchParams("PageSize=2");
  const origin = "https://messaging.twilio.com";
  const { meta } = pageOfMeta(origin, "/v1/Services", query, "services", items, ({ sid }) => sid);
  expect(meta).toEqual({
    page: 0,
    page_size: 2,
    key: "services",
    first_page_url: `${origin}/v1/Services?PageSize=2&Page=0`,
    url: `${origin}/v1/Services?PageSize=2&Page=0`,
    next_page_url: `${origin}/v1/Services?PageSize=2&Page=1&PageToken=PAb`,
    previous_page_url: null,
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRecipient, parseRecipients } from "@/lib/domain/recipient-line";

describe("parseRecipient", () => {
  test.each([
    ["+14155550137", undefined, "+14155550137", "US"],
    ["  +1 (415) 555-0137 ", undefined, "+14155550137", "US"],
    ["tel:+1-415-555-0137", undefined, "+14155550137", "US"],
    ["whatsapp:+4915112345678", undefined, "+4915112345678", "DE"],
    ["\u202a+49 1511 2345678\u202c", undefined, "+4915112345678", "DE"],
    ['"+49 1511 2345678"', undefined, "+4915112345678", "DE"],
    ["0049 1511 2345678", undefined, "+4915112345678", "DE"],
    ["0049 1511 2345678", "US", "+4915112345678", "DE"],
    ["01511 2345678", "DE", "+4915112345678", "DE"],
    ["(415) 555-0137", "US", "+14155550137", "US"],
    ["+4915112345678", "US", "+4915112345678", "DE"],
    ["+49 (0)1511 2345678", undefined, "+4915112345678", "DE"],
  ])("%j with default country %s is ready as %s", (line, defaultCountry, e164, country) => {
    expect(parseRecipient(line, { defaultCountry })).toMatchObject({
      verdict: "ready",
      reason: null,
      e164,
      country,
    });
  });

  test("a number that is possible but not known to be in use can be sent, with a warning", () => {
    expect(parseRecipient("+14151234567")).toMatchObject({
      verdict: "unlikely",
      e164: "+14151234567",
      reason: expect.stringContaining("Check it"),
    });
  });

  test.each([
    ["", {}, "empty"],
    ["   ", {}, "empty"],
    ["Ada", {}, "not a phone number"],
    ["call 4155550137", {}, "not a phone number"],
    ["12345", {}, "a short code, which cannot be written to"],
    ["12345", { defaultCountry: "US" }, "a short code, which cannot be written to"],
    ["+1415555013", {}, "too short for +1"],
    ["+1415555013712345", {}, "too long for +1"],
    ["+99912345678", {}, "begins with a country code that does not exist"],
    ["+1 415 555 0137 ext 5", {}, "has an extension, which cannot be written to"],
    ["0151 12345678", {}, "no country code. Write it as +49 …, with the country's own code"],
    ["0151 12345678", { likelyCountry: "DE" }, "no country code. Write it as +49 1511 2345678"],
    ["0151 1234567890123", { likelyCountry: "DE" }, "no country code. Write it as +49 …"],
    [
      "0151 12345678",
      { defaultCountry: "nowhere" },
      "no country code. Write it as +49 …, with the country's own code",
    ],
  ])("%j with %j is invalid: %s", (line, options, reason) => {
    expect(parseRecipient(line, options)).toMatchObject({ verdict: "invalid", reason, e164: null });
  });

  test("never throws; exactly the invalid have no number and exactly the ready no reason", () => {
    const lines = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^(\+|00)?[\d ()./-]{0,20}$/),
    );
    const countries = fc.constantFrom(undefined, null, "", "US", "DE", "GB", "xx", "constructor");
    fc.assert(
      fc.property(lines, countries, countries, (line, defaultCountry, likelyCountry) => {
        const { verdict, e164, reason } = parseRecipient(line, { defaultCountry, likelyCountry });
        expect(e164 === null).toBe(verdict === "invalid");
        expect(reason === null).toBe(verdict === "ready");
        expect(e164 ?? "+1234").toMatch(/^\+\d{4,17}$/);
      }),
    );
  });

  test("reading what was read gives the same number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[1-9][\d ()-]{6,14}$/), (line) => {
        const first = parseRecipient(line, { defaultCountry: "US" });
        const again = parseRecipient(first.e164 ?? "+14155550137");
        expect(again.e164).toBe(first.e164 ?? "+14155550137");
      }),
    );
  });
});

describe("parseRecipients", () => {
  test("numbers the places that are not empty and marks a repeated number", () => {
    const rows = parseRecipients("+14155550137\r\n\n+1 415 555 0138; (415) 555-0137,nobody\n", {
      defaultCountry: "US",
    });
    expect(rows.map(({ line, verdict, sameAsLine }) => [line, verdict, sameAsLine])).toEqual([
      [1, "ready", null],
      [2, "ready", null],
      [3, "ready", 1],
      [4, "invalid", null],
    ]);
  });

  test("no number of a list is both new and repeated", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 9 }).map((n) => `+1415555013${n}`));
    fc.assert(
      fc.property(numbers, (list) => {
        const rows = parseRecipients(list.join("\n"));
        const sent = rows.filter(({ sameAsLine }) => sameAsLine === null).map(({ e164 }) => e164);
        expect(new Set(sent).size).toBe(sent.length);
        expect(new Set(sent)).toEqual(new Set(list));
      }),
    );
  });
});

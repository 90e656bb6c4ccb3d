import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  guessBodies,
  MAX_PARAMETER_NAME_LENGTH,
  MAX_PARAMETERS,
  ParameterLimitError,
  parseFormBody,
  parseQuery,
  toSignatureParams,
} from "@/lib/twilio/form-body";

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));

/** The standard's parser, written out over bytes. https://url.spec.whatwg.org/#urlencoded-parsing */
function decodeByTheStandard(body: Uint8Array): [string, string][] {
  const text = Buffer.from(body).toString("latin1");
  const decode = (part: string) => {
    const raw = part
      .replaceAll("+", " ")
      .replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.from(raw, "latin1"));
  };
  return text
    .split("&")
    .filter((sequence) => sequence !== "")
    .map((sequence) => {
      const [name = "", ...rest] = sequence.split("=");
      return [decode(name), decode(rest.join("="))];
    });
}

describe("parseFormBody", () => {
  test.each([
    [
      "order is kept",
      "b=2&a=1",
      [
        ["b", "2"],
        ["a", "1"],
      ],
    ],
    [
      "repeated names are kept",
      "a=1&b=2&a=1",
      [
        ["a", "1"],
        ["b", "2"],
        ["a", "1"],
      ],
    ],
    [
      "blank values are kept",
      "a=&b",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["a blank name is kept", "=v", [["", "v"]]],
    ["empty sequences are no parameters", "&&a=1&&", [["a", "1"]]],
    ["only the first = divides", "a=b=c", [["a", "b=c"]]],
    ["a plus sign is a space", "a+b=+1+", [["a b", " 1 "]]],
    ["an escaped plus sign is a plus sign", "To=%2B1425", [["To", "+1425"]]],
    ["broken escapes stay", "a=%zz%4%", [["a", "%zz%4%"]]],
    ["invalid UTF-8 becomes U+FFFD", "a=%ff%41", [["a", "\ufffdA"]]],
    ["U+0000 is kept", "a=x%00y", [["a", "x\0y"]]],
    ["a byte order mark is kept", "a=%EF%BB%BFx", [["a", "\ufeffx"]]],
    ["emoji decode", "a=%F0%9F%98%80", [["a", "😀"]]],
    ["unescaped emoji decode", "a=😀é", [["a", "😀é"]]],
    ["an empty body has no parameters", "", []],
  ])("%s", (_, body, pairs) => {
    expect(parseFormBody(bytes(body))).toEqual(pairs);
  });

  test("raw bytes and escapes that form one character decode together", () => {
    expect(parseFormBody(latin1("a=\xc3%A9&b=%C3\xa9"))).toEqual([
      ["a", "é"],
      ["b", "é"],
    ]);
  });

  test("a view into a larger buffer reads its own bytes only", () => {
    expect(parseFormBody(bytes("x=1&a=2&y=3").subarray(4, 7))).toEqual([["a", "2"]]);
  });

  test("any ASCII text decodes as URLSearchParams decodes it", () => {
    const piece = fc.constantFrom("a", "=", "&", "+", "%", "%2", "%C3%A9", "%ff", "\0", "?");
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const body = pieces.join("");
        expect(parseFormBody(bytes(body))).toEqual([...new URLSearchParams(body)]);
      }),
    );
  });

  test("any bytes decode as the URL standard's byte parser decodes them", () => {
    const piece = fc.oneof(
      fc.constantFrom("a", "=", "&", "+", "%", "%C3", "%a9", "%F0%9F", "%98%80", "%zz"),
      fc.integer({ min: 0x80, max: 0xff }).map((byte) => String.fromCharCode(byte)),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const body = latin1(pieces.join(""));
        expect(parseFormBody(body)).toEqual(decodeByTheStandard(body));
      }),
    );
  });

  test("any pairs survive encoding and decoding", () => {
    const pair = fc.tuple(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const body = new URLSearchParams(pairs).toString();
        expect(parseFormBody(bytes(body))).toEqual(pairs);
      }),
    );
  });

  test("as many parameters as the limit are read", () => {
    expect(parseFormBody(bytes("a=1&".repeat(MAX_PARAMETERS)))).toHaveLength(MAX_PARAMETERS);
  });

  test("one parameter above the limit is refused by name", () => {
    const body = bytes("a&".repeat(MAX_PARAMETERS + 1));
    expect(() => parseFormBody(body)).toThrow(ParameterLimitError);
    expect(() => parseFormBody(body)).toThrow(
      expect.objectContaining({ reason: "too_many_parameters" }),
    );
  });

  test("a name as long as the limit is read, a longer one is refused", () => {
    const longest = "n".repeat(MAX_PARAMETER_NAME_LENGTH);
    expect(parseFormBody(bytes(`${longest}=1`))).toEqual([[longest, "1"]]);
    expect(() => parseFormBody(bytes(`${longest}n=1`))).toThrow(
      expect.objectContaining({ reason: "parameter_name_too_long" }),
    );
  });
});

describe("parseQuery", () => {
  test("a query reads alike with and without its question mark", () => {
    expect(parseQuery("?message=msg_1&x=%20+")).toEqual([
      ["message", "msg_1"],
      ["x", "  "],
    ]);
    expect(parseQuery("message=msg_1")).toEqual([["message", "msg_1"]]);
    expect(parseQuery("")).toEqual([]);
    expect(parseQuery("?")).toEqual([]);
  });

  test("unescaped characters beyond ASCII are read as UTF-8", () => {
    expect(parseQuery("a=é😀%zz%ff")).toEqual([["a", "é😀%zz\ufffd"]]);
  });

  test("a query has the limits of a body", () => {
    expect(() => parseQuery("a&".repeat(MAX_PARAMETERS + 1))).toThrow(ParameterLimitError);
  });
});

describe("toSignatureParams", () => {
  test("single values are texts, repeated ones are lists of all values", () => {
    const params = toSignatureParams([
      ["a", "1"],
      ["b", ""],
      ["a", "2"],
      ["a", "1"],
    ]);
    expect({ ...params }).toEqual({ a: ["1", "2", "1"], b: "" });
  });

  test("names of Object.prototype are parameters like any other", () => {
    const params = toSignatureParams([
      ["__proto__", "x"],
      ["constructor", "y"],
      ["__proto__", "z"],
      ["toString", ""],
    ]);
    expect(Object.getPrototypeOf(params)).toBeNull();
    expect(Object.entries(params)).toEqual([
      ["__proto__", ["x", "z"]],
      ["constructor", "y"],
      ["toString", ""],
    ]);
  });
});

describe("guessBodies", () => {
  test("a form far longer than a status callback is guessed only as a whole", () => {
    const body = Array.from({ length: 101 }, (_, index) => `p${index}=1`).join("&");
    expect(guessBodies(bytes(body), "").map((guess) => guess.change)).toEqual([
      null,
      "it was added or replaced",
    ]);
  });
});

import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, test } from "vitest";
import { maxBodyCharacters, measureBody, replaceSmartCharacters } from "@/lib/domain/message-body";

const plain = { smartEncoding: false };
const smart = { smartEncoding: true };

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom("a", "€", "^", "’", "…", "é", "\n", "\r\n", "👍🏽", "😀", "\u0301", "\u200b"),
      {
        maxLength: 400,
      },
    )
    .map((parts) => parts.join("")),
);

describe("measureBody", () => {
  test.each([
    ["", "GSM-7", 0, 160],
    ["a", "GSM-7", 1, 159],
    ["a".repeat(160), "GSM-7", 1, 0],
    ["a".repeat(161), "GSM-7", 2, 145],
    ["a".repeat(306), "GSM-7", 2, 0],
    ["a".repeat(307), "GSM-7", 3, 152],
    ["€", "GSM-7", 1, 158],
    ["€".repeat(80), "GSM-7", 1, 0],
    ["€".repeat(81), "GSM-7", 2, 143],
    ["ü", "GSM-7", 1, 159],
    ["я", "UCS-2", 1, 69],
    ["я".repeat(70), "UCS-2", 1, 0],
    ["я".repeat(71), "UCS-2", 2, 63],
    ["😀", "UCS-2", 1, 68],
    ["line\r\nline", "GSM-7", 1, 150],
  ])("%j is %s in %d segments with %d left", (text, encoding, count, left) => {
    const measure = measureBody(text, plain);
    expect(measure.encoding).toBe(encoding);
    expect(measure.segments).toHaveLength(count);
    expect(measure.leftInSegment).toBe(left);
  });

  test.each([
    ["a".repeat(160), 160],
    ["a".repeat(161), 153],
    ["я".repeat(70), 70],
    ["я".repeat(71), 67],
  ])("knows how much one segment takes", (text, units) => {
    expect(measureBody(text, plain).unitsPerSegment).toBe(units);
  });

  test("tells where each segment begins and ends", () => {
    expect(measureBody("a".repeat(161), plain).segments).toEqual([
      { start: 0, end: 153 },
      { start: 153, end: 161 },
    ]);
    expect(measureBody(`${"я".repeat(66)}😀${"я".repeat(10)}`, plain).segments).toEqual([
      { start: 0, end: 66 },
      { start: 66, end: 78 },
    ]);
  });

  test("names the characters that force UCS-2, where they stand and what could replace them", () => {
    expect(measureBody("Dr Okafor’s 😀 bill…", plain).forcing).toEqual([
      { character: "’", index: 9, replacement: "'" },
      { character: "😀", index: 12, replacement: null },
      { character: "…", index: 19, replacement: "..." },
    ]);
    expect(measureBody("Grüße für 5 €", plain).forcing).toEqual([]);
  });

  test("with Smart Encoding one curly apostrophe no longer costs a second segment", () => {
    const text = `Dr Okafor’s clinic: ${"a".repeat(60)}`;
    expect(measureBody(text, plain)).toMatchObject({ encoding: "UCS-2", sentText: text });
    expect(measureBody(text, plain).segments).toHaveLength(2);
    expect(measureBody(text, smart)).toMatchObject({ encoding: "GSM-7" });
    expect(measureBody(text, smart).segments).toHaveLength(1);
    expect(measureBody(text, smart).sentText).toContain("Okafor's");
  });

  test("1,600 characters are enough and 1,601 too many, an emoji counting once", () => {
    expect(maxBodyCharacters).toBe(1600);
    expect(measureBody("😀".repeat(1600), plain)).toMatchObject({
      characters: 1600,
      isTooLong: false,
    });
    expect(measureBody("a".repeat(1601), plain)).toMatchObject({
      characters: 1601,
      isTooLong: true,
    });
  });

  test("a pasted book is answered at once, and still counted in full", () => {
    const measure = measureBody("word ".repeat(40_000), plain);
    expect(measure).toMatchObject({ characters: 200_000, isTooLong: true });
    expect(measure.segments.at(-1)?.end).toBe(3200);
  });

  test("agrees with Twilio's own calculator on any text", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, smartEncoding) => {
        const measure = measureBody(text, { smartEncoding });
        const twilio = new SegmentedMessage(text, "auto", smartEncoding);
        expect(measure.encoding).toBe(twilio.encodingName);
        expect(measure.sentText).toBe(twilio.graphemes.join(""));
        expect(Math.max(1, measure.segments.length)).toBe(twilio.segmentsCount);
      }),
    );
  });

  test("segments cover the sent text without gap or overlap, and the forcing are where it says", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, smartEncoding) => {
        const { sentText, segments, forcing, leftInSegment } = measureBody(text, { smartEncoding });
        expect(segments.map(({ start, end }) => sentText.slice(start, end)).join("")).toBe(
          sentText,
        );
        for (const { character, index } of forcing) {
          expect(text.startsWith(character, index)).toBe(true);
        }
        expect(leftInSegment).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("replaceSmartCharacters", () => {
  test.each([
    ["“Hello” — it’s ½ price…", `"Hello" - it's 1/2 price...`],
    ["zero\u200bwidth", "zerowidth"],
    ["plain text €", "plain text €"],
    ["emoji 😀 stay, ‘quotes’ go", "emoji 😀 stay, 'quotes' go"],
    ["", ""],
  ])("makes %j %j", (text, replaced) => {
    expect(replaceSmartCharacters(text)).toBe(replaced);
  });

  test("is the same as Twilio's table on any text, and doing it twice changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = replaceSmartCharacters(text);
        expect(once).toBe(new SegmentedMessage(text, "auto", true).graphemes.join(""));
        expect(replaceSmartCharacters(once)).toBe(once);
      }),
    );
  });
});

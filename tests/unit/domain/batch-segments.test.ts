import fc from "fast-check";
import { expect, test } from "vitest";
import { countSegments } from "@/lib/domain/batch-segments";
import { measureBody } from "@/lib/domain/message-body";

const bySegment = (text: string, smartEncoding: boolean) =>
  measureBody(text, { smartEncoding }).segments.length;

const alphabet = [
  ..."abc XYZ 0189 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n€[]{}~^|\\’“”–…ЖЯ你好한あ😀é",
];

test("the quick count of segments is that of the full measure", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...alphabet), { maxLength: 400 }),
      fc.boolean(),
      (characters, smartEncoding) => {
        const text = characters.join("");
        expect(countSegments(text, { smartEncoding })).toBe(bySegment(text, smartEncoding));
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["a".repeat(306), 2],
  ["a".repeat(307), 3],
  [`${"a".repeat(159)}€`, 2],
  ["ж".repeat(70), 1],
  ["ж".repeat(71), 2],
  ["ж".repeat(135), 3],
  ["", 0],
])("%j takes its segments", (text, segments) => {
  expect(countSegments(text, { smartEncoding: false })).toBe(segments);
  expect(bySegment(text, false)).toBe(segments);
});

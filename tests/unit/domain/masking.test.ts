import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hideAddress, hideInPairs, hideNumbersIn, sightOf } from "@/lib/domain/masking";

const NOTHING_SHOWN = { numbers: false, bodies: false };

describe("sightOf", () => {
  test("hides numbers from those who only read, and texts from everybody", () => {
    const masking = { numbers: true, bodies: true };
    expect(sightOf({ role: "viewer" }, masking)).toEqual({ numbers: false, bodies: false });
    expect(sightOf({ role: "sender" }, masking)).toEqual({ numbers: true, bodies: false });
    expect(sightOf({ role: "owner" }, masking)).toEqual({ numbers: true, bodies: false });
  });

  test("hides nothing unless the team chose so", () => {
    const masking = { numbers: false, bodies: false };
    expect(sightOf({ role: "viewer" }, masking)).toEqual({ numbers: true, bodies: true });
  });
});

describe("hideAddress", () => {
  test.each([
    ["+14155550142", "•••• 0142"],
    ["whatsapp:+447700900123", "whatsapp:•••• 0123"],
    ["+3544101234", "•••• 1234"],
    ["12345", "••••"],
    ["MILEPOST", "••••"],
    ["", "••••"],
  ])("shows %j as %j", (address, hidden) => {
    expect(hideAddress(address)).toBe(hidden);
  });

  test("numbers with the same last four digits cannot be told apart", () => {
    const number = fc.stringMatching(/^\+[1-9]\d{5,10}$/);
    fc.assert(
      fc.property(number, number, fc.stringMatching(/^\d{4}$/), (one, other, ending) => {
        expect(hideAddress(one + ending)).toBe(hideAddress(other + ending));
      }),
    );
  });
});

test("numbers in a sentence or an address are hidden, SIDs and times are not", () => {
  expect(hideNumbersIn("The 'To' number +14155550142 is not valid")).toBe(
    "The 'To' number ••••0142 is not valid",
  );
  expect(hideNumbersIn("/path?To=%2B14155550142&message=msg_1")).toBe(
    "/path?To=••••0142&message=msg_1",
  );
  const plain = "SM0123456789012345678901234567890a at 20261123101500";
  expect(hideNumbersIn(plain)).toBe(plain);
});

describe("hideInPairs", () => {
  test("keeps names and what is nobody's, hides who and what was written", () => {
    const pairs: [string, string][] = [
      ["To", "whatsapp:+14155550142"],
      ["WaId", "14155550142"],
      ["ProfileName", "Ada Lovelace"],
      ["Body", "See you at ten"],
      ["Unheard", "+14155550142"],
      ["MessageStatus", "delivered"],
      ["RawDlrDoneDate", "2611231015"],
      ["Empty", ""],
    ];
    expect(hideInPairs(pairs, NOTHING_SHOWN)).toEqual([
      ["To", "whatsapp:•••• 0142"],
      ["WaId", "•••• 0142"],
      ["ProfileName", "••••"],
      ["Body", "••••"],
      ["Unheard", "•••• 0142"],
      ["MessageStatus", "delivered"],
      ["RawDlrDoneDate", "2611231015"],
      ["Empty", ""],
    ]);
  });

  test("lets numbers stand where only texts are hidden", () => {
    const pairs: [string, string][] = [
      ["To", "+14155550142"],
      ["Body", "words"],
    ];
    expect(hideInPairs(pairs, { numbers: true, bodies: false })).toEqual([
      ["To", "+14155550142"],
      ["Body", "••••"],
    ]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantFromUs } from "@/lib/domain/instant";
import { decodeMessageCursor, encodeMessageCursor } from "@/lib/domain/message-cursor";

const LAST_US = Date.parse("2100-01-01T00:00:00Z") * 1000;

const position = fc.record({
  createdAt: fc.integer({ min: 0, max: LAST_US }).map(instantFromUs),
  id: fc.stringMatching(/^msg_[0-9A-HJKMNP-TV-Z]{26}$/),
});

describe("a cursor of the list", () => {
  test("carries any row's position there and back, and fits into an address as it is", () => {
    fc.assert(
      fc.property(fc.constantFrom("olderThan", "newerThan"), position, (direction, at) => {
        const cursor = encodeMessageCursor(direction, at);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeMessageCursor(cursor)).toEqual({ direction, at });
      }),
    );
  });

  test.each([
    "",
    "not base64 at all!",
    "bnVsbA",
    btoa("o|2026-11-23T13:58:03.000000Z|msg_1"),
    btoa("x|2026-11-23T13:58:03.000000Z|msg_01JDCV8Q9ZJ3N5X7R2T4W6Y8AB"),
    btoa("o|2026-99-23T13:58:03.000000Z|msg_01JDCV8Q9ZJ3N5X7R2T4W6Y8AB"),
    btoa("o|2026-11-23|msg_01JDCV8Q9ZJ3N5X7R2T4W6Y8AB"),
  ])("is not read from %j", (text) => {
    expect(decodeMessageCursor(text)).toBeNull();
  });

  test("is read or refused, whatever is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => decodeMessageCursor(text)).not.toThrow();
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import { formatClock, formatDay, formatExact, formatZone, instantToUs } from "@/lib/domain/instant";

describe("instantToUs", () => {
  test("keeps every microsecond", () => {
    const base = Date.parse("2026-11-23T13:58:03Z") * 1000;
    expect(instantToUs("2026-11-23T13:58:03.997123Z")).toBe(base + 997_123);
    expect(instantToUs("2026-11-23T13:58:03.9Z")).toBe(base + 900_000);
    expect(instantToUs("2026-11-23T13:58:03Z")).toBe(base);
  });

  test.each(["", "yesterday", "2026-11-23", "2026-13-23T13:58:03Z", "2026-11-23T13:58:03+01:00"])(
    "refuses %j",
    (text) => {
      expect(() => instantToUs(text)).toThrow(RangeError);
    },
  );
});

describe("an instant for the reader's clock", () => {
  const atUs = instantToUs("2026-11-23T23:58:03.997123Z");

  test("is cut, never rounded into the next second", () => {
    expect(formatClock(atUs, "UTC")).toEqual({ clock: "23:58:03", fraction: ".997" });
    expect(formatClock(instantToUs("2026-11-23T23:59:59.999999Z"), "UTC")).toEqual({
      clock: "23:59:59",
      fraction: ".999",
    });
  });

  test("follows the zone, over midnight too", () => {
    expect(formatClock(atUs, "Asia/Tokyo").clock).toBe("08:58:03");
    expect(formatDay(atUs, "Asia/Tokyo")).toBe("24 Nov 2026");
    expect(formatDay(atUs, "UTC")).toBe("23 Nov 2026");
  });

  test.each([
    ["Europe/Dublin", "Europe/Dublin, UTC+0"],
    ["America/New_York", "America/New_York, UTC-5"],
    ["Asia/Kolkata", "Asia/Kolkata, UTC+5:30"],
  ])("tells how far %s is from UTC", (timeZone, words) => {
    expect(formatZone(atUs, timeZone)).toBe(words);
  });

  test("knows the offset of every instant, asked by turns around a change and in two zones", () => {
    const before = instantToUs("2026-10-25T00:59:59.999999Z");
    const after = instantToUs("2026-10-25T01:00:00Z");
    for (let turn = 0; turn < 2; turn += 1) {
      expect(formatExact(before, "Europe/Dublin")).toContain(
        "01:59:59.999999, Europe/Dublin (GMT+1)",
      );
      expect(formatExact(after, "Europe/Dublin")).toMatch(/ 01:00:00\.000000, .*\(GMT(\+0)?\)$/);
      expect(formatExact(after, "Asia/Kolkata")).toContain("(GMT+5:30)");
    }
  });

  test("names its zone and keeps every microsecond", () => {
    expect(formatExact(atUs, "America/New_York")).toBe(
      "23 Nov 2026, 18:58:03.997123, America/New_York (GMT-5)",
    );
  });
});

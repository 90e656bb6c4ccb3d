import { describe, expect, test } from "vitest";
import { createDraws } from "../../../simulator/draws";

const names = Array.from({ length: 2000 }, (_, index) => `draw ${index}`);

describe("draws", () => {
  test("the same key and name give the same draw, in any order", () => {
    const forwards = names.map((name) => createDraws("key").fraction(name));
    const draws = createDraws("key");
    const backwards = [...names].reverse().map((name) => draws.fraction(name));
    expect(backwards.reverse()).toEqual(forwards);
  });

  test("another key gives other draws", () => {
    const [a, b] = ["a", "b"].map((key) => names.map((name) => createDraws(key).fraction(name)));
    expect(a).not.toEqual(b);
  });

  test("a chance comes true about as often as its probability says", () => {
    const draws = createDraws("key");
    const hits = names.filter((name) => draws.chance(name, 0.25)).length;
    expect(hits / names.length).toBeGreaterThan(0.21);
    expect(hits / names.length).toBeLessThan(0.29);
  });

  test("probability 0 never comes true and 1 always does", () => {
    const draws = createDraws("key");
    expect(names.some((name) => draws.chance(name, 0))).toBe(false);
    expect(names.every((name) => draws.chance(name, 1))).toBe(true);
  });

  test("between stays within its bounds and reaches both", () => {
    const draws = createDraws("key");
    const values = new Set(names.map((name) => draws.between(name, 3, 6)));
    expect([...values].sort()).toEqual([3, 4, 5, 6]);
  });

  test("a uuid is a version 4 uuid", () => {
    expect(createDraws("key").uuid("token")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeLabels } from "@/lib/domain/label-placement";
import { bigScale, ROW_TICKS, rowScale, spreadPosts, ticksOf } from "@/lib/domain/track-ruler";

describe("the rows' ruler", () => {
  test.each([
    [0, 4],
    [0.05, 9],
    [0.1, 14],
    [1, 43],
    [10, 72],
    [100, 101],
  ])("%d s stand at %d px", (seconds, x) => {
    expect(rowScale.toX(seconds)).toBeCloseTo(x, 6);
  });

  test("what seems to come before submission stands at submission", () => {
    expect(rowScale.toX(-5)).toBe(4);
  });

  test("its labels are 1s, 10s, 1m, 10m and 1h, in their places", () => {
    const labelled = ROW_TICKS.filter((tick) => tick.label !== null);
    expect(labelled.map((tick) => tick.label)).toEqual(["1s", "10s", "1m", "10m", "1h"]);
    expect(labelled.map((tick) => Math.round(tick.x))).toEqual([43, 72, 95, 124, 146]);
    expect(ROW_TICKS).toHaveLength(37);
  });
});

describe("the large ruler", () => {
  const arbitraryScale = fc.record({
    width: fc.integer({ min: 200, max: 2000 }),
    spanSeconds: fc.double({ min: 0, max: 5e6, noNaN: true }),
  });

  test("never runs backwards and ends with its span", () => {
    fc.assert(
      fc.property(
        arbitraryScale,
        fc.double({ min: -1, max: 5e6, noNaN: true }),
        fc.double({ min: -1, max: 5e6, noNaN: true }),
        ({ width, spanSeconds }, a, b) => {
          const scale = bigScale(width, spanSeconds);
          expect(scale.toX(Math.min(a, b))).toBeLessThanOrEqual(scale.toX(Math.max(a, b)));
          expect(scale.toX(Math.max(spanSeconds, 0.1 * Math.sqrt(10)))).toBeCloseTo(width - 24, 6);
        },
      ),
    );
  });

  test("labels its ticks without two of them touching", () => {
    fc.assert(
      fc.property(arbitraryScale, ({ width, spanSeconds }) => {
        const labelled = ticksOf(bigScale(width, spanSeconds), width).filter(
          (tick) => tick.label !== null,
        );
        const gaps = labelled.slice(1).map((tick, index) => {
          const before = labelled[index];
          const halves = ((tick.label?.length ?? 0) + (before?.label?.length ?? 0)) * 3;
          return tick.x - (before?.x ?? 0) - halves;
        });
        expect(gaps.every((gap) => gap > 4)).toBe(true);
      }),
    );
  });

  test("starts lower for what was over in milliseconds", () => {
    const labels = ticksOf(bigScale(1000, 0.2, 0.001), 1000).map((tick) => tick.label);
    expect(labels.filter(Boolean)).toEqual(["1 ms", "10 ms", "0.1 s"]);
  });

  test("shows every decade when there is room", () => {
    const labels = ticksOf(bigScale(1000, 1000), 1000).map((tick) => tick.label);
    expect(labels.filter(Boolean)).toEqual(["0.1 s", "1 s", "10 s", "1 min", "10 min"]);
  });
});

describe("spreading posts", () => {
  const room = { firstX: 13, endX: 166 };
  const spread = (xs: readonly number[], gap = 9) =>
    spreadPosts(
      xs.map((x) => ({ x, gap })),
      room,
    );

  test("posts with room stand where their time is", () => {
    expect(spread([20, 40, 100])).toEqual([20, 40, 100]);
  });

  test("posts of the same moment stand a gap apart", () => {
    expect(spread([20, 20, 20.5])).toEqual([20, 29, 38]);
  });

  test("a post can ask for a wider gap before it", () => {
    const wanted = [20, 21, 22].map((x, index) => ({ x, gap: index === 2 ? 24 : 9 }));
    expect(spreadPosts(wanted, room)).toEqual([20, 29, 53]);
  });

  test("posts at the end make room towards the start", () => {
    expect(spread([20, 165, 170, 400])).toEqual([20, 148, 157, 166]);
  });

  test("however many there are, they run forward within the track", () => {
    const wanted = fc
      .array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 60 })
      .map((xs) => xs.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(wanted, (xs) => {
        const placed = spread(xs);
        const least = Math.min(9, 153 / Math.max(xs.length - 1, 1));
        const gaps = placed.slice(1).map((x, index) => x - (placed[index] ?? 0));
        expect(gaps.every((gap) => gap >= least - 1e-6)).toBe(true);
        expect(placed[0]).toBeGreaterThanOrEqual(13 - 1e-6);
        expect(placed.at(-1)).toBeLessThanOrEqual(166);
      }),
    );
  });

  test("no posts take no room", () => {
    expect(spread([])).toEqual([]);
  });
});

describe("placing labels", () => {
  const arbitraryLabels = fc.array(
    fc.record({
      text: fc.string({ minLength: 1, maxLength: 24 }),
      x: fc.double({ min: 0, max: 500, noNaN: true }),
      anchor: fc.constantFrom("start" as const, "middle" as const),
    }),
    { maxLength: 20 },
  );

  test("no two labels of one line touch, and none is cut off", () => {
    fc.assert(
      fc.property(arbitraryLabels, (labels) => {
        const placed = placeLabels(labels, 500);
        const touching = placed.flatMap((a, index) =>
          placed
            .slice(index + 1)
            .filter(
              (b) =>
                a.level === b.level &&
                a.leftX < b.leftX + b.widthPx &&
                b.leftX < a.leftX + a.widthPx,
            ),
        );
        expect(touching).toEqual([]);
        expect(placed.every((label) => label.leftX >= -1)).toBe(true);
        expect(placed.every((label) => label.leftX + label.widthPx <= 502.01)).toBe(true);
      }),
    );
  });

  test("a label with room stays on the lowest line, over its post", () => {
    const [first, second] = placeLabels(
      [
        { text: "sent", x: 100, anchor: "middle" },
        { text: "delivered", x: 300, anchor: "middle" },
      ],
      500,
    );
    expect(first).toMatchObject({ level: 0 });
    expect(second).toMatchObject({ level: 0, leftX: 300 - (9 * 6.15 + 8) / 2 });
  });
});

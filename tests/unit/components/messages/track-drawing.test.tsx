import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { INNER_GLYPHS } from "@/components/messages/track/glyphs";
import { isPassed, PassedPosts } from "@/components/messages/track/milepost";
import { TrackLine } from "@/components/messages/track/track-line";
import type { TrackSegment } from "@/lib/domain/track-placement";

function strokesOf(...segments: TrackSegment[]): string[] {
  return dataOf(<TrackLine segments={segments} y={18} hatchPx={3.5} />);
}

function dataOf(drawing: ReactElement): string[] {
  return [...renderToStaticMarkup(drawing).matchAll(/ d="([^"]*)"/g)].map(([, d]) => d ?? "");
}

describe("the line of a track", () => {
  test("draws neighbours of one kind in one stroke, without covering what is between them", () => {
    expect(
      strokesOf(
        { kind: "travelled", fromX: 4, toX: 13 },
        { kind: "travelled", fromX: 17, toX: 33.7 },
        { kind: "live", fromX: 33.7, toX: 50 },
        { kind: "waiting", fromX: 53, toX: 60 },
      ),
    ).toEqual(["M4.0 18H13.0M17.0 18H33.7", "M33.7 18H50.0", "M53.0 18H60.0"]);
  });

  test("keeps the order: what lies behind another kind is a stroke of its own", () => {
    expect(
      strokesOf(
        { kind: "travelled", fromX: 4, toX: 13 },
        { kind: "conflict", fromX: 20, toX: 30 },
        { kind: "travelled", fromX: 34, toX: 40 },
      ),
    ).toHaveLength(3);
  });

  test("crosses each long wait by its two strokes", () => {
    expect(
      strokesOf({ kind: "cut", fromX: 10, toX: 40 }, { kind: "cut", fromX: 50, toX: 60 }),
    ).toEqual(["M10.0 18H40.0", "M22 22l3-8M25 22l3-8", "M50.0 18H60.0"]);
  });

  test("takes marks into the stroke of what was travelled, and draws them also where nothing was", () => {
    const live: TrackSegment = { kind: "live", fromX: 13, toX: 20 };
    const marked = (...segments: TrackSegment[]) =>
      dataOf(<TrackLine segments={segments} y={18} hatchPx={3.5} marks="M4 14v8" />);

    expect(marked({ kind: "travelled", fromX: 4, toX: 13 }, live)).toEqual([
      "M4 14v8M4.0 18H13.0",
      "M13.0 18H20.0",
    ]);
    expect(marked(live)).toEqual(["M4 14v8", "M13.0 18H20.0"]);
  });
});

describe("passed posts", () => {
  test("are one path, a disc for each", () => {
    const [path = "", ...others] = dataOf(<PassedPosts xs={[13, 22.04]} y={18} radius={3.25} />);
    expect(others).toEqual([]);
    expect(path.match(/M[^M]+/g)).toEqual([
      "M15.75 18a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 1 1 5.5 0z",
      "M24.75 18a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 1 1 5.5 0z",
    ]);
  });

  test("are discs without colour or mark of their own", () => {
    const post = { word: "sent", isStanding: false, isRecovered: false };
    expect(isPassed(post)).toBe(true);
    for (const other of [
      { ...post, isStanding: true },
      { ...post, isRecovered: true },
      { ...post, word: "read" },
      { ...post, word: "undelivered" },
      { ...post, word: "canceled" },
      { ...post, word: "a_word_of_tomorrow" },
    ]) {
      expect(isPassed(other)).toBe(false);
    }
  });
});

describe("the glyph of a state", () => {
  test("begins absolutely, since it is joined to the outline of its disc", () => {
    for (const { lines = "M", dots = "M" } of Object.values(INNER_GLYPHS)) {
      expect([lines[0], dots[0]]).toEqual(["M", "M"]);
    }
  });
});

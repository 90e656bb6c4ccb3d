import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { TrackLine } from "@/components/messages/track/track-line";
import type { TrackSegment } from "@/lib/domain/track-placement";

function strokesOf(...segments: TrackSegment[]): string[] {
  const markup = renderToStaticMarkup(<TrackLine segments={segments} y={18} hatchPx={3.5} />);
  return [...markup.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d ?? "");
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
});

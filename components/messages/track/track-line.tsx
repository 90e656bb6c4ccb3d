import { Fragment } from "react";
import type { TrackSegment } from "@/lib/domain/track-placement";

const LINE_CLASSES: Record<TrackSegment["kind"], string> = {
  travelled: "stroke-track",
  conflict: "stroke-amber",
  live: "stroke-blue",
  waiting: "stroke-track [stroke-dasharray:1.5_3]",
  silent: "stroke-amber [stroke-dasharray:1.5_3]",
  cut: "stroke-track [stroke-dasharray:1.5_3]",
};

/** Where the way is shorter, the strokes would touch the posts. */
const CUT_STROKES_PX = 24;

export type TrackLineProps = {
  segments: readonly TrackSegment[];
  y: number;
  /** Thickness of the hatching between two endings. */
  hatchPx: number;
  /** Path data of more that is drawn as the way travelled is. */
  marks?: string;
};

/**
 * The line between the posts, neighbours of one kind in one stroke. The wait of a scheduled message is crossed by two
 * strokes: it is not to scale.
 */
export function TrackLine({ segments, y, hatchPx, marks = "" }: TrackLineProps) {
  const strokes = strokesOf(segments);
  const marked = strokes.findIndex(([{ kind }]) => kind === "travelled");
  const lines = strokes.map((stroke, index) => {
    const [{ kind, fromX, toX }] = stroke;
    const middleX = (fromX + toX) / 2;
    const way = stroke.map((part) => `M${part.fromX.toFixed(1)} ${y}H${part.toX.toFixed(1)}`);
    return (
      <Fragment key={`${kind}${fromX}`}>
        <path
          d={(index === marked ? marks : "") + way.join("")}
          className={LINE_CLASSES[kind]}
          {...(kind === "conflict"
            ? { strokeWidth: hatchPx, strokeDasharray: "2 2" }
            : { strokeWidth: 1.5 })}
        />
        {kind === "cut" && toX - fromX >= CUT_STROKES_PX && (
          <path
            d={`M${middleX - 3} ${y + 4}l3-8M${middleX} ${y + 4}l3-8`}
            className="stroke-track"
            strokeWidth={1}
          />
        )}
      </Fragment>
    );
  });
  if (marks === "" || marked !== -1) return lines;
  return [
    <path key="marks" d={marks} className={LINE_CLASSES.travelled} strokeWidth={1.5} />,
    ...lines,
  ];
}

type Stroke = [TrackSegment, ...TrackSegment[]];

function strokesOf(segments: readonly TrackSegment[]): Stroke[] {
  const strokes: Stroke[] = [];
  for (const segment of segments) {
    const latest = strokes.at(-1);
    if (latest && latest[0].kind === segment.kind && segment.kind !== "cut") latest.push(segment);
    else strokes.push([segment]);
  }
  return strokes;
}

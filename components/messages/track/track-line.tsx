import { cn } from "@/components/ui/class-names";
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
};

/** The line between the posts. The wait of a scheduled message is crossed by two strokes: it is not to scale. */
export function TrackLine({ segments, y, hatchPx }: TrackLineProps) {
  return segments.map(({ kind, fromX, toX }) => {
    const middleX = (fromX + toX) / 2;
    return (
      <g key={`${kind}${fromX}`} className={cn(LINE_CLASSES[kind])} strokeWidth={1.5}>
        <path
          d={`M${fromX.toFixed(1)} ${y}H${toX.toFixed(1)}`}
          {...(kind === "conflict" && { strokeWidth: hatchPx, strokeDasharray: "2 2" })}
        />
        {kind === "cut" && toX - fromX >= CUT_STROKES_PX && (
          <path
            d={`M${middleX - 3} ${y + 4}l3-8M${middleX} ${y + 4}l3-8`}
            className="[stroke-dasharray:none]"
            strokeWidth={1}
          />
        )}
      </g>
    );
  });
}

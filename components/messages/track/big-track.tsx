"use client";

import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import { type BigTrackLayout, layoutBigTrack } from "@/lib/domain/big-track-layout";
import type { Track } from "@/lib/domain/track-posts";
import { GhostPost, Milepost } from "./milepost";
import { lookOf } from "./state-sheet";
import { TrackLine } from "./track-line";
import { useElementWidth } from "./use-element-width";

const RADIUS = 5.25;
const CROSS_RADIUS = 4.5;

export type BigTrackProps = {
  track: Track;
  /** The track in words. */
  label: string;
  /** Refused callbacks that claim to be about this message; seconds since submission. */
  quarantined?: readonly { word: string; seconds: number }[];
  /** Assumed until the place is measured. */
  initialWidthPx?: number;
};

/** A message's way, as wide as its place, with names and a slide rule. Words keep their size at every width. */
export function BigTrack({ track, label, quarantined, initialWidthPx = 472 }: BigTrackProps) {
  const [ref, widthPx] = useElementWidth<HTMLDivElement>(initialWidthPx);
  const layout = layoutBigTrack(track, widthPx, quarantined);
  const y = layout.baseline;
  const lastIndex = layout.posts.length - 1;
  return (
    <div ref={ref} className="min-w-0 overflow-x-clip">
      <svg
        role="img"
        aria-label={label}
        width={layout.width}
        height={layout.height}
        fill="none"
        className="block overflow-visible"
      >
        <Ruler layout={layout} />
        <Leaders layout={layout} />
        <path d={`M${layout.originX} ${y - 7}v14`} className="stroke-track" strokeWidth={1.5} />
        <TrackLine segments={layout.segments} y={y} hatchPx={5} />
        {layout.elbows.map(({ fromX, toX }) => (
          <Elbow key={toX} fromX={fromX} toX={toX} y={y} />
        ))}
        {layout.quarantined.map((held) => (
          <Held key={held.x} x={held.x} y={y} />
        ))}
        {layout.ghosts.map((ghost) => (
          <GhostPost key={ghost.word} x={ghost.x} y={y} radius={RADIUS} />
        ))}
        {layout.silentX !== null && (
          <circle
            cx={layout.silentX}
            cy={y}
            r={RADIUS - 0.4}
            className="stroke-amber"
            strokeWidth={1.5}
          />
        )}
        {layout.posts.map((post, index) => (
          <Milepost
            key={post.word}
            x={post.x}
            y={y}
            radius={lookOf(post.word).tone === "red" ? CROSS_RADIUS : RADIUS}
            word={post.word}
            isStanding={post.isStanding}
            isRecovered={post.isRecovered}
            isPulsing={track.isPulsing && index === lastIndex}
          />
        ))}
        <Names layout={layout} />
      </svg>
    </div>
  );
}

function Ruler({ layout }: { layout: BigTrackLayout }) {
  const { rulerY } = layout;
  return (
    <>
      <path
        d={`M${layout.originX} ${rulerY + 0.5}H${layout.rulerEndX}`}
        className="stroke-line-2"
      />
      {layout.ticks.map((tick) => (
        <path
          key={tick.seconds}
          d={`M${tick.x.toFixed(1)} ${rulerY}v${tick.label ? 7 : 4}`}
          className={tick.label ? "stroke-line-3" : "stroke-line-2"}
        />
      ))}
      {layout.ticks.map(
        (tick) =>
          tick.label && (
            <text
              key={tick.seconds}
              x={tick.x}
              y={rulerY + 18}
              textAnchor="middle"
              fontSize={10.5}
              className="mono fill-ink-3"
            >
              {tick.label}
            </text>
          ),
      )}
    </>
  );
}

const NAME_RISE = 14;
const LEVEL_PX = 17;

function Leaders({ layout }: { layout: BigTrackLayout }) {
  return layout.labels.map(
    (label) =>
      label.level > 0 && (
        <path
          key={label.word}
          d={`M${label.x.toFixed(1)} ${layout.baseline - NAME_RISE - label.level * LEVEL_PX + 4}V${layout.baseline - 9}`}
          className="stroke-line-2"
        />
      ),
  );
}

function Names({ layout }: { layout: BigTrackLayout }) {
  return layout.labels.map((label) => {
    const isStart = label.anchor === "start";
    return (
      <text
        key={label.word}
        x={isStart ? label.leftX : label.leftX + label.widthPx / 2}
        y={layout.baseline - NAME_RISE - label.level * LEVEL_PX}
        textAnchor={isStart ? "start" : "middle"}
        fontSize={11.5}
        fill="currentColor"
        strokeWidth={4}
        strokeLinejoin="round"
        className={cn(
          "stroke-paper [paint-order:stroke]",
          label.isGhost ? "text-ink-3" : "font-medium text-ink-2",
          label.isStanding && cn("font-semibold", toneText[lookOf(label.word).tone]),
        )}
      >
        {label.text}
      </text>
    );
  });
}

function Elbow({ fromX, toX, y }: { fromX: number; toX: number; y: number }) {
  return (
    <path
      d={`M${fromX.toFixed(1)} ${y - 3}V${y + 11}H${toX.toFixed(1)}V${y + 8}m-2.5 2.5 2.5-3 2.5 3`}
      className="stroke-amber"
      strokeWidth={1.25}
    />
  );
}

/** A refused callback in quarantine: where its post would stand. */
function Held({ x, y }: { x: number; y: number }) {
  return (
    <g className="text-red" stroke="currentColor">
      <circle cx={x} cy={y} r={8} className="fill-paper" stroke="none" />
      <circle cx={x} cy={y} r={6} strokeWidth={1.25} strokeDasharray="1.9 1.75" />
      <circle cx={x} cy={y} r={2} fill="currentColor" stroke="none" />
    </g>
  );
}

import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import type { MessageRow } from "@/lib/contracts/message";
import { layoutRowTrack } from "@/lib/domain/row-track-layout";
import type { PlacedPost } from "@/lib/domain/track-placement";
import { type Track, type TrackNote, trackOf } from "@/lib/domain/track-posts";
import { ROW_TICKS, ROW_TRACK } from "@/lib/domain/track-ruler";
import { ghostPath, isPassed, Milepost, PassedPosts } from "./milepost";
import { rowTimeline } from "./row-timeline";
import { describeTrack } from "./track-description";
import { TrackLine } from "./track-line";

const POST_RADIUS = 3.25;
const Y = ROW_TRACK.baseline;

const LABELLED_TICKS = ROW_TICKS.filter((tick) => tick.label !== null);

const DECADE_LINES = LABELLED_TICKS.map(
  (tick) => `M${tick.x.toFixed(1)} 0V${ROW_TRACK.height}`,
).join("");

const NOTE_CLASSES: Record<TrackNote["kind"], string> = {
  conflict: toneText.amber,
  unknown: toneText.violet,
  orphan: toneText.violet,
  recovered: "text-ink-3",
  late: "text-ink-3",
  repeated: "text-ink-3",
};

export type RowTrackProps = { row: MessageRow; nowUs: number; className?: string };

/** A message's way in one line of the list, on the ruler of the list's head. 176 × 36 px. */
export function RowTrack({ row, nowUs, className }: RowTrackProps) {
  const timeline = rowTimeline(row, nowUs);
  const track = trackOf(timeline, row.origin, nowUs);
  return (
    <RowTrackFigure track={track} label={describeTrack(track, timeline)} className={className} />
  );
}

function RowTrackFigure({
  track,
  label,
  className,
}: {
  track: Track;
  label: string;
  className?: string;
}) {
  const layout = layoutRowTrack(track);
  const latest = layout.posts.at(-1);
  const isPlain = (post: PlacedPost) =>
    isPassed(post) && !post.isLate && !(track.isPulsing && post === latest);
  const marks = [
    `M${layout.originX} ${Y - 4}v8`,
    ...layout.ghosts.map((ghost) => ghostPath(ghost.x, Y, POST_RADIUS)),
  ];
  return (
    <svg
      role="img"
      aria-label={label}
      width={ROW_TRACK.width}
      height={ROW_TRACK.height}
      fill="none"
      className={cn("block shrink-0 overflow-visible", className)}
    >
      <path d={DECADE_LINES} className="stroke-line max-tablet:hidden print:hidden" />
      <TrackLine segments={layout.segments} y={Y} hatchPx={3.5} marks={marks.join("")} />
      {layout.silentX !== null && (
        <circle cx={layout.silentX} cy={Y} r={2.9} className="stroke-amber" strokeWidth={1.5} />
      )}
      <PassedPosts xs={layout.posts.filter(isPlain).map(({ x }) => x)} y={Y} radius={POST_RADIUS} />
      {layout.posts
        .filter((post) => !isPlain(post))
        .map((post) => (
          <Milepost
            key={post.word}
            x={post.x}
            y={Y}
            radius={POST_RADIUS}
            word={post.word}
            isStanding={post.isStanding}
            isRecovered={post.isRecovered}
            hasLateTick={post.isLate}
            isPulsing={track.isPulsing && post === latest}
          />
        ))}
      {layout.note && (
        <text
          x={layout.note.x}
          y={layout.note.y}
          textAnchor={layout.note.anchor}
          fontSize={10.5}
          fill="currentColor"
          className={NOTE_CLASSES[layout.note.kind]}
        >
          {layout.note.text}
        </text>
      )}
    </svg>
  );
}

/** The slide rule in the head of the list's track column. 176 × 32 px. */
export function TrackRuler({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width={ROW_TRACK.width}
      height={32}
      fill="none"
      className={cn("block shrink-0 overflow-visible text-ink-3", className)}
    >
      <text x={0} y={20} fontSize={11} fill="currentColor">
        Track
      </text>
      {LABELLED_TICKS.map((tick) => (
        <text
          key={tick.seconds}
          x={tick.x}
          y={19}
          textAnchor="middle"
          fontSize={10}
          fill="currentColor"
          className="mono"
        >
          {tick.label}
        </text>
      ))}
      {ROW_TICKS.map((tick) => (
        <path
          key={tick.seconds}
          d={`M${tick.x.toFixed(1)} 32v-${tick.label ? 6 : 3}`}
          className={tick.label ? "stroke-line-3" : "stroke-line-2"}
        />
      ))}
    </svg>
  );
}

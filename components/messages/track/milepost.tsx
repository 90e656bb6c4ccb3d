import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import { isMessageStatus } from "@/lib/domain/message-status";
import { circlePath } from "./glyphs";
import { lookOf } from "./state-sheet";

export type MilepostProps = {
  x: number;
  y: number;
  radius: number;
  word: string;
  isStanding: boolean;
  isRecovered?: boolean;
  /** A tick below: it came after its successor. */
  hasLateTick?: boolean;
  isPulsing?: boolean;
};

type Shape = "disc" | "ring" | "cross" | "bar" | "diamond" | "hollow_diamond";

function shapeOf(word: string): Shape {
  if (word === "rejected") return "cross";
  if (word === "no_answer") return "hollow_diamond";
  if (!isMessageStatus(word)) return "diamond";
  switch (word) {
    case "undelivered":
    case "failed":
      return "cross";
    case "canceled":
      return "bar";
    case "read":
      return "ring";
    case "scheduled":
    case "accepted":
    case "queued":
    case "sending":
    case "sent":
    case "partially_delivered":
    case "delivered":
      return "disc";
  }
}

const RING_GAP = 2.4;

function toTenth(px: number): number {
  return Math.round(px * 10) / 10;
}

type ShapeAtProps = { shape: Shape; x: number; y: number; r: number; className?: string };

function ShapeAt({ shape, x, y, r, className }: ShapeAtProps) {
  switch (shape) {
    case "disc":
    case "ring":
      return <circle cx={x} cy={y} r={r} fill="currentColor" stroke="none" className={className} />;
    case "cross":
      return (
        <path
          d={`M${x - r} ${y - r}l${2 * r} ${2 * r}M${x + r} ${y - r}l${-2 * r} ${2 * r}`}
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          className={className}
        />
      );
    case "bar":
      return (
        <path
          d={`M${x} ${y - r - 1}v${2 * r + 2}`}
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          className={className}
        />
      );
    case "diamond":
      return (
        <path
          d={diamond(x, y, r + 1)}
          fill="currentColor"
          stroke="currentColor"
          className={className}
        />
      );
    case "hollow_diamond":
      return (
        <path
          d={diamond(x, y, r + 0.5)}
          stroke="currentColor"
          strokeWidth={1.5}
          className={className}
        />
      );
  }
}

function diamond(x: number, y: number, r: number): string {
  return `M${x} ${y - r}l${r} ${r}-${r} ${r}-${r}-${r}z`;
}

const PASSED_SHRINK = 0.5;

/** A disc that has been passed, with nothing more to say about it. */
export function isPassed(
  post: Pick<MilepostProps, "word" | "isStanding" | "isRecovered">,
): boolean {
  return !post.isStanding && !post.isRecovered && shapeOf(post.word) === "disc";
}

/** Passed discs, all in one path: a list has hundreds of them. */
export function PassedPosts({
  xs,
  y,
  radius,
}: {
  xs: readonly number[];
  y: number;
  radius: number;
}) {
  if (xs.length === 0) return null;
  const discs = xs.map((x) => circlePath(toTenth(x), y, radius - PASSED_SHRINK));
  return <path d={discs.join("")} className="fill-track" />;
}

/** One milepost of a track; the same glyph at every size. */
export function Milepost(props: MilepostProps) {
  const { y, radius, word, isStanding, isRecovered } = props;
  const x = toTenth(props.x);
  const shape = shapeOf(word);
  const isFull = isStanding || shape === "ring";
  const r = shape === "disc" ? radius + (isFull ? 0.25 : -PASSED_SHRINK) : radius;
  const color = isStanding ? toneText[lookOf(word).tone] : "text-track";
  if (shape !== "ring" && !isRecovered && !props.hasLateTick) {
    return (
      <>
        <ShapeAt shape={shape} x={x} y={y} r={r} className={color} />
        {props.isPulsing && <Pulse x={x} y={y} radius={radius} className={color} />}
      </>
    );
  }
  return (
    <g className={color}>
      {isRecovered && (
        <circle
          cx={x}
          cy={y}
          r={radius + RING_GAP}
          stroke="currentColor"
          strokeWidth={1.25}
          strokeDasharray="1.9 1.75"
        />
      )}
      {shape === "ring" && !isRecovered && (
        <circle cx={x} cy={y} r={radius + RING_GAP} stroke="currentColor" strokeWidth={1.25} />
      )}
      <ShapeAt shape={shape} x={x} y={y} r={r} />
      {props.hasLateTick && (
        <path d={`M${x} ${y + radius + 1.5}v4`} className="stroke-amber" strokeWidth={1.25} />
      )}
      {props.isPulsing && <Pulse x={x} y={y} radius={radius} />}
    </g>
  );
}

type PulseProps = { x: number; y: number; radius: number; className?: string };

function Pulse({ x, y, radius, className }: PulseProps) {
  return (
    <circle
      cx={x}
      cy={y}
      r={radius}
      stroke="currentColor"
      strokeWidth={1.25}
      className={cn(
        "origin-center opacity-45 [transform-box:fill-box]",
        "motion-safe:animate-ping motion-safe:[animation-duration:1.8s]",
        "in-data-many-moving:hidden",
        className,
      )}
    />
  );
}

/** A post that is expected: hollow. */
export function GhostPost({ x, y, radius }: { x: number; y: number; radius: number }) {
  return <path d={ghostPath(x, y, radius)} className="stroke-track" strokeWidth={1.5} />;
}

/** Path data of a post that is expected. */
export function ghostPath(x: number, y: number, radius: number): string {
  return circlePath(toTenth(x), y, radius - 0.4);
}

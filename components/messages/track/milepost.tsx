import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import { isMessageStatus } from "@/lib/domain/message-status";
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

function ShapeAt({ shape, x, y, r }: { shape: Shape; x: number; y: number; r: number }) {
  switch (shape) {
    case "disc":
    case "ring":
      return <circle cx={x} cy={y} r={r} fill="currentColor" />;
    case "cross":
      return (
        <path
          d={`M${x - r} ${y - r}l${2 * r} ${2 * r}M${x + r} ${y - r}l${-2 * r} ${2 * r}`}
          strokeWidth={2}
          strokeLinecap="round"
        />
      );
    case "bar":
      return <path d={`M${x} ${y - r - 1}v${2 * r + 2}`} strokeWidth={2} strokeLinecap="round" />;
    case "diamond":
      return <path d={diamond(x, y, r + 1)} fill="currentColor" />;
    case "hollow_diamond":
      return <path d={diamond(x, y, r + 0.5)} strokeWidth={1.5} />;
  }
}

function diamond(x: number, y: number, r: number): string {
  return `M${x} ${y - r}l${r} ${r}-${r} ${r}-${r}-${r}z`;
}

/** One milepost of a track; the same glyph at every size. */
export function Milepost(props: MilepostProps) {
  const { y, radius, word, isStanding, isRecovered } = props;
  const x = Math.round(props.x * 10) / 10;
  const shape = shapeOf(word);
  const isFull = isStanding || shape === "ring";
  const r = shape === "disc" ? radius + (isFull ? 0.25 : -0.5) : radius;
  return (
    <g className={isStanding ? toneText[lookOf(word).tone] : "text-track"}>
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
      <g stroke={shape === "disc" || shape === "ring" ? "none" : "currentColor"}>
        <ShapeAt shape={shape} x={x} y={y} r={r} />
      </g>
      {props.hasLateTick && (
        <path d={`M${x} ${y + radius + 1.5}v4`} className="stroke-amber" strokeWidth={1.25} />
      )}
      {props.isPulsing && (
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
          )}
        />
      )}
    </g>
  );
}

/** A post that is expected: hollow. */
export function GhostPost({ x, y, radius }: { x: number; y: number; radius: number }) {
  return <circle cx={x} cy={y} r={radius - 0.4} className="stroke-track" strokeWidth={1.5} />;
}

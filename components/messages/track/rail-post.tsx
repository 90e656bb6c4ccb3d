import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import { GlyphPaths, INNER_GLYPHS, OUTLINE } from "./glyphs";
import { lookOf } from "./state-sheet";

export type RailPostProps = {
  word: string;
  /** Passed posts lose their colour. */
  isStanding: boolean;
  isRecovered?: boolean;
};

/** The post of the vertical timeline: the track's disc seen close, filled. */
export function RailPost({ word, isStanding, isRecovered }: RailPostProps) {
  const look = lookOf(word);
  const inner = INNER_GLYPHS[look.glyph as keyof typeof INNER_GLYPHS];
  const isUnknown = look.glyph === "unknown";
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={cn(
        "size-4 shrink-0 overflow-visible",
        isStanding || isUnknown ? toneText[look.tone] : "text-grey",
      )}
      {...OUTLINE}
    >
      {isRecovered && <circle cx={8} cy={8} r={9.1} strokeWidth={1.1} strokeDasharray="2.1 1.98" />}
      {isUnknown ? (
        <path d="M8 -.6 16.6 8 8 16.6 -.6 8z" fill="currentColor" stroke="none" />
      ) : (
        <circle cx={8} cy={8} r={isRecovered ? 6.75 : 7.25} fill="currentColor" stroke="none" />
      )}
      <g className="text-paper" stroke="currentColor">
        <GlyphPaths {...inner} />
      </g>
    </svg>
  );
}

/** Where a message set off. */
export function OriginPost() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-grey" {...OUTLINE}>
      <path d="M2.5 8h11" />
    </svg>
  );
}

/** A post that is expected. */
export function HollowPost() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-track" {...OUTLINE}>
      <circle cx={8} cy={8} r={5} />
    </svg>
  );
}

/** Something that is not decided (in grey), or that waits in quarantine (in red). */
export function DashedPost({ tone = "grey" }: { tone?: "grey" | "red" }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={cn("size-4 shrink-0", toneText[tone])}
      {...OUTLINE}
    >
      <circle cx={8} cy={8} r={6.25} strokeDasharray="2.45 2.46" />
      <circle cx={8} cy={8} r={1.6} fill="currentColor" stroke="none" />
    </svg>
  );
}

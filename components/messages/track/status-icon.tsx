import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import { circlePath, GlyphPaths, INNER_GLYPHS, OUTLINE, OWN_OUTLINES } from "./glyphs";
import { lookOf, type StateLook } from "./state-sheet";

const DISC = circlePath(8, 8, 6.25);
const DASHES = "2.45 2.46";

function drawingOf({ glyph, isDashed }: StateLook): ReactNode {
  const own = OWN_OUTLINES[glyph];
  if (own) return <GlyphPaths {...own} />;
  const { lines = "", dots } = INNER_GLYPHS[glyph as keyof typeof INNER_GLYPHS];
  if (!isDashed) return <GlyphPaths lines={DISC + lines} dots={dots} />;
  return (
    <>
      <path d={DISC} strokeDasharray={DASHES} />
      <GlyphPaths lines={lines} dots={dots} />
    </>
  );
}

export type StatusIconProps = {
  /** A state of the sheet, or any word Twilio sent. */
  status: string;
  /** In px. */
  size?: number;
  className?: string;
};

/** The icon of a state in its colour: decoration, a word stands beside it. */
export function StatusIcon({ status, size = 16, className }: StatusIconProps) {
  const look = lookOf(status);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={cn("block shrink-0", toneText[look.tone], className)}
      {...OUTLINE}
    >
      {drawingOf(look)}
    </svg>
  );
}

/** How the word of a state is written: loud states colour it. */
export function wordClasses({ isLoud, tone }: StateLook): string {
  return isLoud ? cn("font-medium", toneText[tone]) : "text-ink";
}

export type StatusLabelProps = {
  /** A state of the sheet, or any word Twilio sent. */
  status: string;
  word?: ReactNode;
  className?: string;
};

/** Icon, word and colour of a state. */
export function StatusLabel({ status, word, className }: StatusLabelProps) {
  const look = lookOf(status);
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.75 whitespace-nowrap",
        wordClasses(look),
        className,
      )}
    >
      <StatusIcon status={status} />
      {word || look.word}
    </span>
  );
}

import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import type { MessageRow } from "@/lib/contracts/message";
import { instantToUs } from "@/lib/domain/instant";
import { messageStateOf } from "@/lib/domain/message-state";
import { INNER_GLYPHS, OUTLINE, OWN_OUTLINES } from "./glyphs";
import { lookOf, type StateLook } from "./state-sheet";

const DASHES = "2.45 2.46";

function outlineOf({ glyph, isDashed }: StateLook): ReactNode {
  const own = OWN_OUTLINES[glyph];
  if (own) return own;
  return (
    <>
      <circle cx={8} cy={8} r={6.25} strokeDasharray={isDashed ? DASHES : undefined} />
      {INNER_GLYPHS[glyph as keyof typeof INNER_GLYPHS]}
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
      {outlineOf(look)}
    </svg>
  );
}

export type StatusLabelProps = { className?: string } & (
  | { status: string; word?: ReactNode }
  | { row: MessageRow; nowUs: number }
);

/** Icon, word and colour of a state, or of a row of the list as it stands at `nowUs`. */
export function StatusLabel(props: StatusLabelProps) {
  const status = "row" in props ? stateOfRow(props.row, props.nowUs) : props.status;
  const look = lookOf(status);
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.75 whitespace-nowrap",
        look.isLoud ? cn("font-medium", toneText[look.tone]) : "text-ink",
        props.className,
      )}
    >
      <StatusIcon status={status} />
      {("word" in props && props.word) || look.word}
    </span>
  );
}

/** The state that a row's label shows. */
function stateOfRow(row: MessageRow, nowUs: number): string {
  const sent = row.events
    .filter(({ status }) => status === "sent" || status === "partially_delivered")
    .map(({ receivedAt }) => instantToUs(receivedAt));
  return messageStateOf(
    {
      status: row.status,
      submission: row.submission,
      createdAtUs: instantToUs(row.createdAt),
      sentAtUs: sent.length > 0 ? Math.min(...sent) : null,
    },
    nowUs,
  );
}

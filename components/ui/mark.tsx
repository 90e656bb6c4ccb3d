import type { ReactNode } from "react";
import { cn } from "./class-names";
import { type Tone, toneText } from "./tone";

export type MarkProps = { tone?: Tone; className?: string; children: ReactNode };

/** A small outlined fact: "late, arrived 5th", "repeated ×3". */
export function Mark({ tone, className, children }: MarkProps) {
  return (
    <span
      className={cn(
        "inline-flex h-4.5 items-center gap-1 whitespace-nowrap rounded-mark border px-1.25 text-micro",
        "[&_svg]:size-3",
        tone ? `${toneText[tone]} border-current/45` : "border-line-2 text-ink-2",
        className,
      )}
    >
      {children}
    </span>
  );
}

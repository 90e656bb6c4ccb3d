import type { ReactNode } from "react";
import { lookOf } from "@/components/messages/track/state-sheet";
import { StatusIcon } from "@/components/messages/track/status-icon";
import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import type { CallbackVerdict } from "@/lib/contracts/callback";
import { VERDICT_WORDS } from "../callback-words";

export type VerdictHeadProps = {
  verdict: CallbackVerdict;
  /** What it was answered, at the end of the line. */
  answer: string;
  /** The finding. */
  children: ReactNode;
};

/** The verdict in large, and what it means in one sentence. */
export function VerdictHead({ verdict, answer, children }: VerdictHeadProps) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2.25">
        <StatusIcon status={verdict} size={20} />
        <h2
          className={cn(
            "font-semibold text-head tracking-[-0.018em]",
            toneText[lookOf(verdict).tone],
          )}
        >
          {VERDICT_WORDS[verdict]}
        </h2>
        <span className="mono ml-auto text-ink-2 text-small">{answer}</span>
      </div>
      <p className="mt-1 text-pretty text-ink text-lead">{children}</p>
    </>
  );
}

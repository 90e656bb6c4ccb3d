import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export type NoticeProps = { tone?: "quiet" | "warning"; children: ReactNode };

/** One line under the table's head. */
export function Notice({ tone = "quiet", children }: NoticeProps) {
  return (
    <div
      className={cn(
        "flex min-h-7 w-full items-center gap-2 border-line border-b bg-well px-gutter py-0.5 text-ink-2 text-small",
        tone === "warning" && "text-amber",
      )}
    >
      {children}
    </div>
  );
}

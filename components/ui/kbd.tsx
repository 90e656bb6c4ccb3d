import type { ReactNode } from "react";
import { cn } from "./class-names";

/** A key, drawn as a key; `isPlain` for a hint within a button. */
export function Kbd({ children, isPlain }: { children: ReactNode; isPlain?: boolean }) {
  return (
    <kbd
      className={cn(
        "mono text-ink-3 text-micro",
        !isPlain &&
          "inline-block min-w-4.25 rounded-mark border border-line-2 bg-paper px-1 text-center leading-[15px]",
      )}
    >
      {children}
    </kbd>
  );
}

"use client";

import { ArrowUp } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";

export type HeldCallbacksProps = { count: number; onRelease: () => void };

/** What came while somebody reads, and waits until it is wanted. */
export function HeldCallbacks({ count, onRelease }: HeldCallbacksProps) {
  return (
    <div role="status">
      {count > 0 && (
        <AriaButton
          onPress={onRelease}
          className="flex h-7 w-full items-center gap-2 border-line border-b bg-well px-gutter text-ink-3 text-small focus-visible:-outline-offset-2 pointer-coarse:h-10"
        >
          <ArrowUp aria-hidden="true" className="size-3.5 text-accent" />
          <b className="font-medium text-accent">{count} new</b>
          <span className="truncate">held back while you read</span>
        </AriaButton>
      )}
    </div>
  );
}

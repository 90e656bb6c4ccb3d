"use client";

import { ArrowUp } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";

export type HeldStripProps = {
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
  why: string;
  onRelease: () => void;
};

/** New messages that wait until the reader wants them. */
export function HeldStrip({ count, isMore, why, onRelease }: HeldStripProps) {
  return (
    <div role="status">
      {count > 0 && (
        <AriaButton
          onPress={onRelease}
          className="flex h-7 w-full items-center gap-2 border-line border-b bg-well px-gutter text-ink-3 text-small focus-visible:-outline-offset-2 pointer-coarse:h-10"
        >
          <ArrowUp aria-hidden="true" className="size-3.5 text-accent" />
          <b className="font-medium text-accent">
            {count}
            {isMore && "+"} new {count === 1 ? "message" : "messages"}
          </b>
          <span className="truncate">{why}</span>
        </AriaButton>
      )}
    </div>
  );
}

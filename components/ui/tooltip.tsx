"use client";

import type { ReactElement, ReactNode } from "react";
import {
  Tooltip as AriaTooltip,
  type TooltipProps as AriaTooltipProps,
  TooltipTrigger,
} from "react-aria-components/Tooltip";

export type TooltipProps = Pick<AriaTooltipProps, "placement"> & {
  /** A focusable react-aria element: Button, IconButton, Focusable. */
  children: ReactElement;
  content: ReactNode;
  delayMs?: number;
};

export function Tooltip({ children, content, placement = "bottom", delayMs = 500 }: TooltipProps) {
  return (
    <TooltipTrigger delay={delayMs} closeDelay={0}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="max-w-80 rounded-mark border border-line-2 bg-paper px-2 py-1 text-ink-2 text-small"
      >
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

"use client";

import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
} from "react-aria-components/Popover";
import { cn } from "./class-names";

export type PopoverProps = Omit<AriaPopoverProps, "className"> & { className?: string };

/** A sheet of paper over the page, outlined and without shadow. */
export function Popover({ className, offset = 4, ...props }: PopoverProps) {
  return (
    <AriaPopover
      {...props}
      offset={offset}
      className={cn(
        "thin-scroll overflow-auto rounded-control border border-line-2 bg-paper text-ink outline-none",
        className,
      )}
    />
  );
}

"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { cn } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";

export type FacetProps = {
  label: string;
  /** What it is set to; none means it narrows nothing. */
  value?: string;
  /** The choices, drawn when it is opened. */
  children: (close: () => void) => ReactNode;
};

/** One way to narrow the list: a quiet word until it is set. */
export function Facet({ label, value, children }: FacetProps) {
  return (
    <DialogTrigger>
      <AriaButton
        className={cn(
          "inline-flex h-6.5 shrink-0 items-center gap-1.25 whitespace-nowrap rounded-control border border-transparent px-2 text-ink-2 text-small hover:bg-hover pressed:bg-sel pointer-coarse:h-9",
          value !== undefined && "mr-1 ml-2 border-line-2",
        )}
      >
        {label}
        {value !== undefined && <b className="max-w-44 truncate font-medium text-ink">{value}</b>}
        <ChevronDown aria-hidden="true" className="size-3 text-ink-3" />
      </AriaButton>
      <Popover placement="bottom start" className="w-64">
        <Dialog aria-label={label} className="outline-none">
          {({ close }) => children(close)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

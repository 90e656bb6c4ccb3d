"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useRef, useState } from "react";
import { cn } from "@/components/ui/class-names";

const load = () => import("./facet-popover").then((module) => module.FacetPopover);
const FacetPopover = dynamic(load, { ssr: false });

export type FacetProps = {
  label: string;
  /** What it is set to; none means it narrows nothing. */
  value?: string;
  /** The choices, loaded and drawn when it is opened. */
  children: (close: () => void) => ReactNode;
};

/** One way to narrow the list: a quiet word until it is set. */
export function Facet({ label, value, children }: FacetProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={() => void load()}
        onClick={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
        className={cn(
          "inline-flex h-6.5 shrink-0 items-center gap-1.25 whitespace-nowrap rounded-control border border-transparent px-2 text-ink-2 text-small hover:bg-hover aria-expanded:bg-sel pointer-coarse:h-10",
          value !== undefined && "mr-1 ml-2 border-line-2",
        )}
      >
        {label}
        {value !== undefined && <b className="max-w-44 truncate font-medium text-ink">{value}</b>}
        <ChevronDown aria-hidden="true" className="size-3 text-ink-3" />
      </button>
      {wasOpened && (
        <FacetPopover label={label} trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen}>
          {children(() => setIsOpen(false))}
        </FacetPopover>
      )}
    </>
  );
}

"use client";

import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from "react-aria-components/Checkbox";
import { cn } from "./class-names";

export type CheckboxProps = Omit<AriaCheckboxProps, "className" | "children"> & {
  className?: string;
  children?: ReactNode;
};

export function Checkbox({ className, children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={cn("group inline-flex items-center text-base pointer-coarse:min-h-10", className)}
    >
      {({ isSelected, isIndeterminate }) => (
        <span className="flex min-w-0 items-start gap-2">
          {/* As high as a line, so that the box stands at the first of several. */}
          <span aria-hidden="true" className="flex h-5 shrink-0 items-center">
            <span
              className={cn(
                "grid size-3.5 shrink-0 place-items-center rounded-[2px] border border-line-3 bg-paper text-on-accent",
                "group-data-focus-visible:outline-2 group-data-focus-visible:outline-accent group-data-focus-visible:outline-offset-2",
                "group-data-invalid:border-red group-data-disabled:opacity-50",
                (isSelected || isIndeterminate) && "border-accent bg-accent",
              )}
            >
              {isIndeterminate ? (
                <Minus className="size-3" />
              ) : (
                isSelected && <Check className="size-3" />
              )}
            </span>
          </span>
          {children}
        </span>
      )}
    </AriaCheckbox>
  );
}

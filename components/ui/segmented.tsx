"use client";

import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { cn } from "./class-names";

export type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  options: ReadonlyArray<{ value: T; label: ReactNode; isDisabled?: boolean }>;
  onChange: (value: T) => void;
  className?: string;
};

/** One of a few, all in view. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SegmentedProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen) onChange(chosen.value);
      }}
      className={cn("inline-flex shrink-0 rounded-control border border-line-2", className)}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          isDisabled={option.isDisabled}
          className={cn(
            "relative h-6.5 px-2.5 text-ink-2 text-small not-first:border-line-2 not-first:border-l",
            "first:rounded-l-[4px] last:rounded-r-[4px] pointer-coarse:h-10 pointer-coarse:px-3.5",
            "data-hovered:text-ink data-selected:bg-well data-selected:font-medium data-selected:text-ink",
            "data-selected:after:absolute data-selected:after:inset-x-0 data-selected:after:bottom-0 data-selected:after:h-0.5 data-selected:after:bg-accent",
            "data-disabled:opacity-50",
          )}
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { cn } from "@/components/ui/class-names";

export type ChoiceProps = {
  isChosen: boolean;
  onChoose: () => void;
  children: ReactNode;
};

/** One line of a facet. */
export function Choice({ isChosen, onChoose, children }: ChoiceProps) {
  return (
    <AriaButton
      onPress={onChoose}
      aria-pressed={isChosen}
      className={cn(
        "flex h-7.5 w-full items-center gap-2 px-3 text-left hover:bg-hover pressed:bg-sel focus-visible:-outline-offset-2 pointer-coarse:h-10",
        isChosen && "font-medium",
      )}
    >
      <span className="flex min-w-0 flex-1 items-center gap-2 truncate">{children}</span>
      {isChosen && <Check aria-hidden="true" className="text-accent" />}
    </AriaButton>
  );
}

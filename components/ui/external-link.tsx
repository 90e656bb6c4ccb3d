import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { textLinkStyles } from "./text-link";

/** A link within words to another site; opens beside this one. */
export function ExternalLink({ className, children, ...props }: ComponentProps<"a">) {
  return (
    <a {...props} target="_blank" rel="noreferrer" className={cn(textLinkStyles, className)}>
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

"use client";

import type { ReactNode } from "react";
import { FieldError as AriaFieldError } from "react-aria-components/FieldError";
import { Label as AriaLabel } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { cn } from "./class-names";

/** The outline of everything one types into. */
export const inputStyles = [
  "w-full min-w-0 rounded-control border border-line-3 bg-paper px-2.5 text-base text-ink",
  "h-7 pointer-coarse:h-10 pointer-coarse:text-[1rem]",
  "data-focused:outline-2 data-focused:outline-accent data-focused:-outline-offset-1",
  "[&[readonly]]:border-line-2 [&[readonly]]:bg-well [&[readonly]]:text-ink-2",
  "data-invalid:border-red data-disabled:opacity-50",
].join(" ");

export type FieldText = {
  label: string;
  /** For the eye the label stands elsewhere; it is still read aloud. */
  isLabelHidden?: boolean;
  description?: ReactNode;
  /** Sentences that say what is wrong; none means nothing is. */
  errors?: string[];
};

export function FieldLabel({ children, isHidden }: { children: ReactNode; isHidden?: boolean }) {
  return (
    <AriaLabel className={isHidden ? "sr-only" : "text-ink-2 text-small"}>{children}</AriaLabel>
  );
}

export function FieldDescription({
  children,
  className,
}: {
  children: ReactNode;
  className?: string;
}) {
  return (
    <Text slot="description" className={cn("text-ink-3 text-small", className)}>
      {children}
    </Text>
  );
}

export function FieldErrors({ errors }: { errors: string[] | undefined }) {
  return <AriaFieldError className="text-red text-small">{errors?.join(" ")}</AriaFieldError>;
}

import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const textLinkStyles = [
  "rounded-mark underline decoration-line-2 decoration-1 underline-offset-3 hover:decoration-current",
  // A finger needs more than a line of text.
  "pointer-coarse:relative pointer-coarse:before:absolute pointer-coarse:before:-inset-x-1 pointer-coarse:before:-inset-y-3",
].join(" ");

/** A link within words. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link {...props} className={cn(textLinkStyles, className)} />;
}

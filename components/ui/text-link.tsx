import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const textLinkStyles =
  "rounded-mark underline decoration-line-2 decoration-1 underline-offset-3 hover:decoration-current";

/** A link within words. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link {...props} className={cn(textLinkStyles, className)} />;
}

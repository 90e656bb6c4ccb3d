import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";
import { iconButtonStyles } from "./icon-button-styles";

export type IconLinkProps = Omit<ComponentProps<typeof Link>, "children" | "aria-label"> & {
  label: string;
  children: ReactNode;
};

/** A link that is an icon only. */
export function IconLink({ label, className, ...props }: IconLinkProps) {
  return (
    <Link {...props} aria-label={label} title={label} className={cn(iconButtonStyles, className)} />
  );
}

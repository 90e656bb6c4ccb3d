"use client";

import type { Route } from "next";
import type { ComponentProps, MouseEvent } from "react";
import { showAddress } from "@/lib/browser/show-address";

export type ShallowLinkProps = Omit<ComponentProps<"a">, "href" | "onClick"> & { href: Route };

/**
 * A link to another state of this page. The page already knows how to fetch what it shows, so neither the server nor
 * the router is asked; without JavaScript, or in a new tab, it is an ordinary link.
 */
export function ShallowLink({ href, ...props }: ShallowLinkProps) {
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (opensElsewhere || event.defaultPrevented) return;
    event.preventDefault();
    showAddress(href);
  };
  return <a {...props} href={href} onClick={onClick} />;
}

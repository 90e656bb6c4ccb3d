"use client";

import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";
import { showAddress } from "@/lib/browser/show-address";

export type ShallowLinkProps = Omit<ComponentProps<typeof Link>, "href" | "onNavigate"> & {
  href: Route;
};

/**
 * A link to another state of this page. The page already knows how to fetch what it shows, so the server is not
 * asked to render it; without JavaScript, or in a new tab, it is an ordinary link.
 */
export function ShallowLink({ href, ...props }: ShallowLinkProps) {
  return (
    <Link
      {...props}
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        showAddress(href);
      }}
    />
  );
}

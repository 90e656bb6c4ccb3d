"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";

export type SettingsTab = { href: Route; label: string };

/** On a phone the tabs are wider than the page. */
function bringIntoView(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function SettingsTabs({ tabs }: { tabs: readonly SettingsTab[] }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Settings"
      className="no-scrollbar flex shrink-0 gap-5 overflow-x-auto max-tablet:gap-3 overflow-y-hidden border-line border-b px-gutter"
    >
      {tabs.map(({ href, label }) => {
        const isCurrent = pathname === href;
        return (
          <Link
            key={href}
            href={href}
            ref={isCurrent ? bringIntoView : undefined}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "relative flex h-8.5 shrink-0 items-center text-ink-2 hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-10",
              isCurrent &&
                "font-medium text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

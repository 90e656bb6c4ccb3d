"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { useRefusedCount } from "@/lib/browser/use-refused-count";
import type { ShellInfo } from "@/lib/contracts/session";
import { Brand } from "./brand";
import { isWithin, type Place, placesIn } from "./navigation";
import { RailFooter } from "./rail-footer";

export type RailProps = {
  viewerName: string;
  mode: ShellInfo["mode"];
  /** As the page was rendered with. */
  refusedCount: number;
};

/** The main navigation: a rail with words, with icons only where it is narrow, a bar below on phones. */
export function Rail({ viewerName, mode, refusedCount: rendered }: RailProps) {
  const pathname = usePathname();
  const refusedCount = useRefusedCount(rendered);
  return (
    <nav
      aria-label="Main"
      className={cn(
        "row-span-2 flex w-44 flex-col border-line border-r bg-well max-desktop:w-13",
        "max-tablet:col-start-1 max-tablet:row-span-1 max-tablet:row-start-3 max-tablet:w-auto max-tablet:flex-row",
        "max-tablet:border-line-2 max-tablet:border-t max-tablet:border-r-0 max-tablet:pb-[env(safe-area-inset-bottom)]",
      )}
    >
      <Brand
        isWordHidden
        className="h-12 shrink-0 border-line border-b px-4 max-tablet:hidden max-desktop:justify-center max-desktop:px-0"
      />
      <ul className="flex flex-1 flex-col py-2 max-tablet:flex-row max-tablet:py-0">
        {placesIn(mode).map((place) => (
          <li key={place.href} className="max-tablet:flex-1">
            <PlaceLink
              place={place}
              isCurrent={isWithin(pathname, place)}
              count={place.badge === "refused_callbacks" ? refusedCount : 0}
            />
          </li>
        ))}
      </ul>
      <RailFooter viewerName={viewerName} />
    </nav>
  );
}

function PlaceLink({
  place,
  isCurrent,
  count,
}: {
  place: Place;
  isCurrent: boolean;
  count: ShellInfo["refusedCount"];
}) {
  const Icon = place.icon;
  return (
    <Link
      href={place.href}
      title={place.label}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "relative flex h-8.5 items-center gap-2.5 px-4 text-ink-2 hover:text-ink focus-visible:-outline-offset-2",
        "max-desktop:justify-center max-desktop:px-0",
        "max-tablet:h-13.5 max-tablet:flex-col max-tablet:gap-0.75 max-tablet:text-micro",
        isCurrent && [
          "font-medium text-ink [&_.lucide]:text-accent",
          "before:absolute before:top-1.75 before:bottom-1.75 before:left-0 before:w-0.5 before:bg-accent",
          "max-tablet:before:-top-px max-tablet:before:right-[30%] max-tablet:before:bottom-auto max-tablet:before:left-[30%] max-tablet:before:h-0.5 max-tablet:before:w-auto",
        ],
      )}
    >
      <Icon aria-hidden="true" />
      <span className="max-desktop:sr-only max-tablet:not-sr-only">{place.label}</span>
      {count > 0 && (
        <span className="mono ml-auto text-micro text-red max-desktop:absolute max-desktop:top-0.5 max-desktop:right-1.5 max-tablet:right-[calc(50%-1.75rem)]">
          {count.toLocaleString("en")}
          <span className="sr-only"> need attention</span>
        </span>
      )}
    </Link>
  );
}

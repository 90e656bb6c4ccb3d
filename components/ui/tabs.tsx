"use client";

import type { ReactNode } from "react";
import {
  Tab as AriaTab,
  TabList as AriaTabList,
  TabPanel as AriaTabPanel,
  Tabs as AriaTabs,
  type TabsProps as AriaTabsProps,
} from "react-aria-components/Tabs";
import { cn } from "./class-names";

export type TabsProps = Omit<AriaTabsProps, "className" | "children"> & {
  /** What the tabs are about. */
  label: string;
  tabs: ReadonlyArray<{ id: string; label: ReactNode; panel: ReactNode }>;
  /** At the end of the line of tabs. */
  actions?: ReactNode;
  className?: string;
};

/** Panels of which one is in view; the outlined form that stands within a section. */
export function Tabs({ label, tabs, actions, className, ...props }: TabsProps) {
  return (
    <AriaTabs {...props} className={cn("flex min-w-0 flex-col gap-2", className)}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <AriaTabList
          aria-label={label}
          className="inline-flex rounded-control border border-line-2"
        >
          {tabs.map((tab) => (
            <AriaTab
              key={tab.id}
              id={tab.id}
              className={cn(
                "relative h-6.5 cursor-pointer px-2.5 text-ink-2 text-small leading-6.5 not-first:border-line-2 not-first:border-l",
                "first:rounded-l-[4px] last:rounded-r-[4px] pointer-coarse:h-10 pointer-coarse:leading-10",
                "data-hovered:text-ink data-selected:bg-well data-selected:font-medium data-selected:text-ink",
                "data-selected:after:absolute data-selected:after:inset-x-0 data-selected:after:bottom-0 data-selected:after:h-0.5 data-selected:after:bg-accent",
              )}
            >
              {tab.label}
            </AriaTab>
          ))}
        </AriaTabList>
        {actions}
      </div>
      {tabs.map((tab) => (
        <AriaTabPanel key={tab.id} id={tab.id} className="min-w-0 rounded-mark">
          {tab.panel}
        </AriaTabPanel>
      ))}
    </AriaTabs>
  );
}

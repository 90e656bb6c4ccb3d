import type { ReactNode } from "react";
import { LiveProvider } from "@/lib/browser/live-provider";
import type { ShellInfo } from "@/lib/contracts/session";
import { ClockAlignment } from "./clock-alignment";
import { LazyToaster } from "./lazy-toaster";
import { Overlays } from "./overlays";
import { Rail } from "./rail";
import { TopBar } from "./top-bar";

export type ShellProps = {
  viewerName: string;
  info: Omit<ShellInfo, "theme">;
  renderedAtMs: number;
  children: ReactNode;
};

/** What stands around every page: rail, top bar, keys, the stream of changes. */
export function Shell({ viewerName, info, renderedAtMs, children }: ShellProps) {
  return (
    <LiveProvider isAvailable={info.isLiveAvailable}>
      <ClockAlignment renderedAtMs={renderedAtMs} />
      <Overlays mode={info.mode}>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-paper focus:px-3 focus:py-1.5"
        >
          Skip to the content
        </a>
        <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[3rem_minmax(0,1fr)] max-tablet:grid-cols-[minmax(0,1fr)] max-tablet:grid-rows-[3rem_minmax(0,1fr)_auto]">
          <Rail viewerName={viewerName} mode={info.mode} refusedCount={info.refusedCount} />
          <TopBar mode={info.mode} accountLast4={info.accountLast4} viewerName={viewerName} />
          <main
            id="main"
            tabIndex={-1}
            className="relative min-h-0 min-w-0 overflow-hidden outline-none"
          >
            {children}
          </main>
        </div>
      </Overlays>
      <LazyToaster />
    </LiveProvider>
  );
}

"use client";

import { cn } from "@/components/ui/class-names";
import type { LiveState } from "@/lib/browser/live-connection";
import { useLiveState } from "@/lib/browser/live-provider";
import { usePolling } from "@/lib/browser/poll-interval";

type Shown = { dot: string; word: string; detail?: string; explanation: string };

/** How what is on the page is kept up to date, always true to what happens. */
export function ConnectionState() {
  const shown = connectionWords(useLiveState(), usePolling());
  return (
    <span
      role="status"
      title={shown.explanation}
      className="inline-flex items-center gap-1.75 whitespace-nowrap text-ink-2 text-small"
    >
      <span aria-hidden="true" className={cn("size-1.75 rounded-full", shown.dot)} />
      <span>
        {shown.word}
        {shown.detail && <span className="max-tablet:sr-only"> {shown.detail}</span>}
      </span>
    </span>
  );
}

function connectionWords(live: LiveState, pollingMs: number | null): Shown {
  switch (live) {
    case "live":
      return {
        dot: "bg-green",
        word: "Live",
        explanation: "Connected: every change is shown as it happens.",
      };
    case "connecting":
      return {
        dot: "bg-slate",
        word: "Connecting",
        explanation: "Waiting for the stream of changes.",
      };
    case "reconnecting":
      return {
        dot: "bg-amber",
        word: "Reconnecting",
        explanation: "The stream broke off. What is missed meanwhile is fetched afterwards.",
      };
    case "paused":
      return {
        dot: "bg-slate",
        word: "Paused",
        explanation: "This tab was out of sight. It catches up when it is looked at.",
      };
    case "offline":
      return {
        dot: "bg-red",
        word: "Offline",
        explanation: "This machine has no network. What is shown may be out of date.",
      };
    case "unavailable":
      return {
        dot: "bg-slate",
        word: "Polling",
        ...(pollingMs === null ? {} : { detail: `every ${pollingMs / 1000} s` }),
        explanation: "There is no stream of changes here, so the page asks for them.",
      };
  }
}

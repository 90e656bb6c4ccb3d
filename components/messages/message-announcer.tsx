"use client";

import { useEffect, useRef, useState } from "react";
import { formatSpan } from "@/lib/domain/duration-format";
import type { StatusTimeline } from "@/lib/domain/status-timeline";

/** Tells screen readers, when they have a moment, what has come since the page was opened. */
export function MessageAnnouncer({ timeline }: { timeline: StatusTimeline }) {
  const known = useRef<ReadonlySet<string> | null>(null);
  const [words, setWords] = useState("");

  useEffect(() => {
    const before = known.current;
    known.current = new Set(timeline.arrival.map((entry) => entry.event.seq));
    if (before === null) return;
    const added = timeline.arrival.filter((entry) => !before.has(entry.event.seq));
    if (added.length === 0) return;
    setWords(
      added.map((entry) => `${entry.event.status} after ${formatSpan(entry.sinceUs)}`).join("; "),
    );
  }, [timeline]);

  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}

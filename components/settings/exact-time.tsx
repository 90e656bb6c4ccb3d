"use client";

import { useTimeZone } from "@/lib/browser/time-zone";

/** A day and time in the reader's zone, which is named on hover. */
export function ExactTime({ at }: { at: string }) {
  const timeZone = useTimeZone() ?? "UTC";
  const words = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(new Date(at));
  return (
    <time dateTime={at} title={timeZone} className="mono whitespace-nowrap text-small">
      {words}
    </time>
  );
}

"use client";

import { nowUs } from "@/lib/browser/clock";
import { useTimeZone } from "@/lib/browser/time-zone";
import { formatZone } from "@/lib/domain/instant";

/** Who looks, and in which time zone the times are told. */
export function RailFooter({ viewerName }: { viewerName: string }) {
  const timeZone = useTimeZone();
  return (
    <div className="h-15.25 border-line border-t px-4 py-3 text-ink-2 text-small max-desktop:hidden">
      <b className="block truncate font-medium text-ink">{viewerName}</b>
      <span className="block truncate" title="The time zone of the times shown">
        {timeZone ? formatZone(nowUs(), timeZone) : " "}
      </span>
    </div>
  );
}

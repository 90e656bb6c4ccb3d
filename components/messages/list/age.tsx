"use client";

import { useTimeZone } from "@/lib/browser/time-zone";
import { formatAge } from "@/lib/domain/duration-format";
import { formatExact, instantToUs } from "@/lib/domain/instant";

/** How long ago; on hover exactly when, in the viewer's zone. */
export function Age({ at, nowUs }: { at: string; nowUs: number }) {
  const timeZone = useTimeZone();
  const atUs = instantToUs(at);
  return (
    <time dateTime={at} title={timeZone ? formatExact(atUs, timeZone) : undefined}>
      {formatAge(nowUs - atUs)}
    </time>
  );
}

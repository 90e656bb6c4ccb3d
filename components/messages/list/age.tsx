"use client";

import { useSyncExternalStore } from "react";
import { nowUs as currentUs, onEverySecond } from "@/lib/browser/clock";
import { useTimeZone } from "@/lib/browser/time-zone";
import { formatAge } from "@/lib/domain/duration-format";
import { formatExact, instantToUs } from "@/lib/domain/instant";

/** How long ago, kept up to date by itself; on hover exactly when, in the viewer's zone. `nowUs`: while hydrating. */
export function Age({ at, nowUs }: { at: string; nowUs: number }) {
  const timeZone = useTimeZone();
  const atUs = instantToUs(at);
  const age = useSyncExternalStore(
    onEverySecond,
    () => formatAge(currentUs() - atUs),
    () => formatAge(nowUs - atUs),
  );
  return (
    <time dateTime={at} title={timeZone ? formatExact(atUs, timeZone) : undefined}>
      {age}
    </time>
  );
}

"use client";

import { memo, useSyncExternalStore } from "react";
import { nowUs, onEverySecond } from "@/lib/browser/clock";
import { useTimeZone } from "@/lib/browser/time-zone";
import { formatAge } from "@/lib/domain/duration-format";
import { formatExact, instantToUs } from "@/lib/domain/instant";

export type AgeProps = { at: string; renderedAtUs: number };

/**
 * How long ago, kept up to date by itself; on hover exactly when, in the viewer's zone. While hydrating it is as long
 * ago as when the server rendered it.
 */
export const Age = memo(function Age({ at, renderedAtUs }: AgeProps) {
  const timeZone = useTimeZone();
  const atUs = instantToUs(at);
  const age = useSyncExternalStore(
    onEverySecond,
    () => formatAge(nowUs() - atUs),
    () => formatAge(renderedAtUs - atUs),
  );
  return (
    <time dateTime={at} title={timeZone ? formatExact(atUs, timeZone) : undefined}>
      {age}
    </time>
  );
});

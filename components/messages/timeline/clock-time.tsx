"use client";

import { cn } from "@/components/ui/class-names";
import { useTimeZone } from "@/lib/browser/time-zone";
import { formatClock, formatDay, formatExact } from "@/lib/domain/instant";

const ZONE_BEFORE_HYDRATION = "UTC";

/** The reader's zone; UTC until the page runs in the browser. */
export function useClockZone(): string {
  return useTimeZone() ?? ZONE_BEFORE_HYDRATION;
}

export type ClockTimeProps = {
  atUs: number;
  /** Milliseconds too, in a fainter ink. */
  hasFraction?: boolean;
  /** The day too, where it is not that of this instant. */
  unlikeDayOfUs?: number;
  className?: string;
};

/** A time of day on the reader's clock; on hover the whole instant with its zone. */
export function ClockTime({ atUs, hasFraction, unlikeDayOfUs, className }: ClockTimeProps) {
  const timeZone = useClockZone();
  const { clock, fraction } = formatClock(atUs, timeZone);
  const day = formatDay(atUs, timeZone);
  const isOtherDay = unlikeDayOfUs !== undefined && formatDay(unlikeDayOfUs, timeZone) !== day;
  return (
    <time
      dateTime={new Date(atUs / 1000).toISOString()}
      title={formatExact(atUs, timeZone)}
      className={cn("whitespace-nowrap", className)}
    >
      {isOtherDay && `${day}, `}
      {clock}
      {hasFraction && <span className="text-ink-3">{fraction}</span>}
    </time>
  );
}

"use client";

import { useClockZone } from "@/components/messages/timeline/clock-time";
import { formatClock, formatDay, formatExact, instantToUs } from "@/lib/domain/instant";

export type ReceivedTimeProps = {
  at: string;
  /** The day is told where it is another than that of this instant. */
  todayUs: number;
};

/** When a request came, to the millisecond; of another day to the second. */
export function ReceivedTime({ at, todayUs }: ReceivedTimeProps) {
  const timeZone = useClockZone();
  const atUs = instantToUs(at);
  const { clock, fraction } = formatClock(atUs, timeZone);
  const day = formatDay(atUs, timeZone);
  const isToday = day === formatDay(todayUs, timeZone);
  return (
    <time dateTime={at} title={formatExact(atUs, timeZone)} className="mono whitespace-nowrap">
      {!isToday && <span className="text-ink-3">{day.replace(/ \d{4}$/, "")} </span>}
      {clock}
      {isToday && <span className="text-ink-3">{fraction}</span>}
    </time>
  );
}

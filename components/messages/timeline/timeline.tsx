"use client";

import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import type { MessageDetail, StatusEvent } from "@/lib/contracts/message";
import type { StatusTimeline } from "@/lib/domain/status-timeline";
import type { TimelineOrder } from "@/lib/domain/timeline-items";
import { TimelineList } from "./timeline-list";

const ORDERS = [
  { value: "journey", label: "Journey" },
  { value: "arrival", label: "Arrival" },
] as const satisfies readonly { value: TimelineOrder; label: string }[];

export type TimelineProps = {
  message: MessageDetail;
  timeline: StatusTimeline<StatusEvent>;
  className?: string;
};

/** Every status event of a message, in the order of its journey or of its arrival. */
export function Timeline({ message, timeline, className }: TimelineProps) {
  const [order, setOrder] = useState<TimelineOrder>("journey");
  return (
    <section aria-label="Timeline" className={className}>
      <header className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 pb-2.5">
        <h2 className="font-semibold">Timeline</h2>
        <span className="text-ink-3 max-tablet:hidden print:inline">{countsOf(timeline)}</span>
        {timeline.journey.length > 1 && (
          <Segmented
            label="Order"
            value={order}
            options={ORDERS}
            onChange={setOrder}
            className="ml-auto print:hidden"
          />
        )}
      </header>
      <TimelineList message={message} timeline={timeline} order={order} />
    </section>
  );
}

function countsOf(timeline: StatusTimeline): string {
  if (timeline.journey.length === 0) return timeline.canChange ? "nothing heard yet" : "no events";
  const parts = [
    counted(timeline.journey.length, "event"),
    counted(timeline.callbackCount, "callback"),
  ];
  if (timeline.apiReadCount > 0) parts.push(`${timeline.apiReadCount} read from the API`);
  return parts.join(", ");
}

function counted(count: number, noun: string): string {
  if (count === 0) return `no ${noun}s`;
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

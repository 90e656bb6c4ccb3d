import type { MessageRow } from "@/lib/contracts/message";
import { buildStatusTimeline, type StatusTimeline } from "@/lib/domain/status-timeline";

const latest = new WeakMap<MessageRow, { nowUs: number; timeline: StatusTimeline }>();

/** A row's timeline, worked out once for all that a row shows of it. */
export function rowTimeline(row: MessageRow, nowUs: number): StatusTimeline {
  const standing = latest.get(row);
  if (standing?.nowUs === nowUs) return standing.timeline;
  const timeline = buildStatusTimeline(row, nowUs);
  latest.set(row, { nowUs, timeline });
  return timeline;
}

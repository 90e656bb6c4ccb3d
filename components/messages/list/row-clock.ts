import type { MessageRow } from "@/lib/contracts/message";
import { instantToUs } from "@/lib/domain/instant";

const SECOND_US = 1_000_000;

/**
 * The row's own now: a track's ruler is logarithmic, so the older a message, the less often it has to be drawn anew,
 * and one that can hardly change is not drawn by the clock at all. Its age keeps itself up to date.
 */
export function rowClock(row: MessageRow, nowUs: number): number {
  const createdAtUs = instantToUs(row.createdAt);
  // The stream brings messages that are younger than the second by which the page counts.
  const ageUs = Math.max(0, nowUs - createdAtUs);
  const stepUs = isMoving(row) ? movingStepUs(ageUs) : 60 * SECOND_US;
  return createdAtUs + Math.floor(ageUs / stepUs) * stepUs;
}

/** A status more is to be expected soon. */
export function isMoving(row: MessageRow): boolean {
  return row.outcome === "in_flight" || row.outcome === "sent";
}

function movingStepUs(ageUs: number): number {
  if (ageUs < 10 * SECOND_US) return SECOND_US;
  if (ageUs < 60 * SECOND_US) return 5 * SECOND_US;
  return 60 * SECOND_US;
}

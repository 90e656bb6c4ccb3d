import type { MessageRow } from "@/lib/contracts/message";
import { instantToUs } from "@/lib/domain/instant";

const SECOND_US = 1_000_000;

/**
 * The row's own now: a row that is older than a minute and can hardly change shows nothing finer than a minute,
 * so it is not drawn anew every second.
 */
export function rowClock(row: MessageRow, nowUs: number): number {
  const ageUs = nowUs - instantToUs(row.createdAt);
  const isMoving = row.outcome === "in_flight" || row.outcome === "sent";
  if (isMoving || ageUs < 60 * SECOND_US) return nowUs;
  const stepUs = 60 * SECOND_US;
  return instantToUs(row.createdAt) + Math.floor(ageUs / stepUs) * stepUs;
}

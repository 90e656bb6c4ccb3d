"use client";

import { useMemo } from "react";
import { useNowUs } from "@/lib/browser/clock";
import type { MessageDetail } from "@/lib/contracts/message";
import { buildStatusTimeline } from "@/lib/domain/status-timeline";
import { trackOf } from "@/lib/domain/track-posts";

const MOVING_STEP_MS = 1000;
const RESTING_STEP_MS = 30_000;

/** The timeline and the track of a message as they stand now; drawn anew every second while it can move. */
export function useMessageClock(message: MessageDetail, renderedAtUs: number) {
  const isMoving = ["in_flight", "sent", "conflict"].includes(message.outcome);
  const nowUs = useNowUs(renderedAtUs, isMoving ? MOVING_STEP_MS : RESTING_STEP_MS);
  return useMemo(() => {
    const timeline = buildStatusTimeline(message, nowUs);
    return { nowUs, timeline, track: trackOf(timeline, message.origin, nowUs) };
  }, [message, nowUs]);
}

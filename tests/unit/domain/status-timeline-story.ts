import type { TimelineMessage } from "@/lib/domain/status-timeline";
import type { TimelineEvent } from "@/lib/domain/timeline-entries";

export const SUBMITTED_AT_US = Date.parse("2026-11-23T13:58:03.997Z") * 1000;

export const seconds = (value: number) => Math.round(value * 1_000_000);

export function instantAfter(sinceSubmissionSeconds: number): string {
  const us = SUBMITTED_AT_US + seconds(sinceSubmissionSeconds);
  const whole = new Date(Math.floor(us / 1_000_000) * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(us % 1_000_000).padStart(6, "0")}Z`;
}

type Details = Partial<Omit<TimelineEvent, "status" | "receivedAt">>;

let nextSeq = 0;

/** A callback `afterSeconds` after submission. */
export function heard(status: string, afterSeconds: number, details: Details = {}): TimelineEvent {
  nextSeq += 1;
  return {
    seq: String(nextSeq),
    status,
    source: "callback",
    errorCode: null,
    receivedAt: instantAfter(afterSeconds),
    deliveries: 1,
    ...details,
  };
}

export const created = (status: string, afterSeconds: number) =>
  heard(status, afterSeconds, { source: "create_response" });

export const asked = (status: string, afterSeconds: number, details: Details = {}) =>
  heard(status, afterSeconds, { source: "api", ...details });

export function messageOf(
  events: readonly TimelineEvent[],
  facts: Partial<TimelineMessage> = {},
): TimelineMessage {
  return {
    createdAt: instantAfter(0),
    origin: "dashboard",
    submission: "accepted",
    channel: "sms",
    messagingServiceSid: null,
    sendAt: null,
    ...facts,
    events,
  };
}

import { randomBytes } from "node:crypto";
import type { MessageRow, TrackEvent } from "@/lib/contracts/message";
import type { MessageList } from "@/lib/contracts/message-list";

let made = 0;

/** A row of the list with plain values, newer than every one made before. */
export function messageRow(overrides: Partial<MessageRow> = {}): MessageRow {
  made += 1;
  const second = String(made).padStart(6, "0");
  return {
    id: `msg_${second}`,
    sid: `SM${randomBytes(16).toString("hex")}`,
    accountSid: `AC${"a1".repeat(16)}`,
    origin: "dashboard",
    submission: "accepted",
    status: "queued",
    outcome: "in_flight",
    hasConflict: false,
    errorCode: null,
    channel: "sms",
    to: "+14155550100",
    toCountry: "US",
    from: "+15005550006",
    messagingServiceSid: null,
    body: "Your appointment is tomorrow.",
    bodyRedactedAt: null,
    numbersRedactedAt: null,
    masked: [],
    numSegments: 1,
    reference: null,
    sendAt: null,
    createdAt: `2026-11-23T13:58:03.${second}Z`,
    lastEventAt: null,
    events: [],
    ...overrides,
  };
}

export function trackEvent(overrides: Partial<TrackEvent> = {}): TrackEvent {
  return {
    seq: "1",
    status: "queued",
    source: "callback",
    errorCode: null,
    receivedAt: "2026-11-23T13:58:04.000000Z",
    deliveries: 1,
    ...overrides,
  };
}

/** A page with these rows, newest first. */
export function messageList(
  items: MessageRow[],
  overrides: Partial<MessageList> = {},
): MessageList {
  const none = { count: 0, isMore: false };
  return {
    items,
    nextCursor: null,
    previousCursor: null,
    total: { count: items.length, isMore: false },
    counts: {
      in_flight: none,
      delivered: none,
      failed: none,
      no_receipt: none,
      conflict: none,
      unknown: none,
    },
    ...overrides,
  };
}

import { randomBytes, randomUUID } from "node:crypto";
import type { NewStatusEvent } from "@/lib/db/new-status-event";

export const TEST_ACCOUNT_SID = `AC${"a1".repeat(16)}`;

export function freshSid(): string {
  return `SM${randomBytes(16).toString("hex")}`;
}

/** A status event with plain values, to be overridden by what the test is about. */
export function statusEvent(
  overrides: Partial<NewStatusEvent> & Pick<NewStatusEvent, "sid" | "status">,
): NewStatusEvent {
  return {
    messageId: null,
    accountSid: TEST_ACCOUNT_SID,
    to: "+14155550137",
    toDigits: "14155550137",
    toCountry: "US",
    from: "+16285550119",
    messagingServiceSid: null,
    channel: "sms",
    eventKey: randomUUID(),
    source: "callback",
    errorCode: null,
    params: [["MessageStatus", overrides.status]],
    rawBody: Buffer.from(`MessageStatus=${overrides.status}`),
    query: "",
    headers: [],
    keyLabel: "primary",
    receivedAt: "2026-11-23T12:00:00.000000Z",
    ...overrides,
  };
}

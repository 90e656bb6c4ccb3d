import type { CreateCallParameters } from "./api-request-preview";

/** A message as it is handed to Twilio; null and empty: not given. */
export type OutgoingMessage = {
  /** With its channel prefix. */
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  body: string | null;
  mediaUrls: readonly string[];
  contentSid: string | null;
  contentVariables: Readonly<Record<string, string>> | null;
  statusCallback: string | null;
  sendAt: Date | null;
  validityPeriodSeconds: number | null;
  isSmartEncoded: boolean;
};

/**
 * The form fields of the create call for a message, by Twilio's names and as they travel.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function toCreateCall(message: OutgoingMessage): CreateCallParameters {
  const fields: [string, string | readonly string[] | null][] = [
    ["To", message.to],
    ["From", message.from],
    ["MessagingServiceSid", message.messagingServiceSid],
    ["Body", message.body],
    ["MediaUrl", message.mediaUrls.length > 0 ? message.mediaUrls : null],
    ["ContentSid", message.contentSid],
    ["ContentVariables", message.contentVariables && JSON.stringify(message.contentVariables)],
    ["StatusCallback", message.statusCallback],
    ["ScheduleType", message.sendAt && "fixed"],
    ["SendAt", message.sendAt && toWholeSeconds(message.sendAt)],
    ["ValidityPeriod", message.validityPeriodSeconds?.toString() ?? null],
    ["SmartEncoded", message.isSmartEncoded ? "true" : null],
  ];
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]])),
  );
}

function toWholeSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

import { deliveryErrorMessage } from "./api-error";
import type { Media, Message } from "./message";

/** RFC 2822 in GMT, as the 2010-04-01 API writes dates. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace("GMT", "+0000");
}

/** ISO 8601 without fractions, as the newer APIs write dates. */
export function iso8601(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function messageUri(message: Message, rest = ".json"): string {
  return `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}${rest}`;
}

/** https://www.twilio.com/docs/messaging/api/message-resource#message-properties */
export function messageResource(message: Message, isCreate = false) {
  const media = messageUri(message, "/Media.json");
  const feedback = messageUri(message, "/Feedback.json");
  const hidesBody =
    message.discardsContent && message.status !== "accepted" && message.status !== "queued";
  return {
    account_sid: message.accountSid,
    api_version: "2010-04-01",
    body: hidesBody ? "" : message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: "outbound-api",
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : deliveryErrorMessage(message.errorCode),
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.mediaUrls.length),
    num_segments: message.hasSender ? String(message.segments) : "0",
    price: message.price,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: isCreate ? { media } : { media, feedback },
    to: message.obfuscatesAddress ? `${message.to.slice(0, -4)}XXXX` : message.to,
    uri: messageUri(message),
  };
}

export function mediaResource(message: Message, media: Media) {
  return {
    account_sid: message.accountSid,
    content_type: media.contentType,
    date_created: rfc2822(media.createdAt),
    date_updated: rfc2822(media.createdAt),
    parent_sid: message.sid,
    sid: media.sid,
    uri: messageUri(message, `/Media/${media.sid}.json`),
  };
}

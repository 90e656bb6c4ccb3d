import "server-only";
import type { MessageDetail, MessageRow, StatusEvent, TrackEvent } from "@/lib/contracts/message";
import { messageRowSchema, storedChannelSchema } from "@/lib/contracts/message";
import type { MessageRowRecord, TrackEventRecord } from "@/lib/db/message-rows";
import type { MessageDetailRecord, StatusEventRecord } from "@/lib/db/messages";
import { hideAddress, hideInPairs, hideNumbersIn, type Sight } from "@/lib/domain/masking";
import { unknownParameterNames } from "@/lib/twilio/status-callback";

const BODY = ["body"] as const;
const { origin, submission, outcome } = messageRowSchema.shape;

/** The list's row of a record as somebody may see it, with its events in the order of recording. */
export function toMessageRow(
  record: MessageRowRecord,
  events: readonly Omit<TrackEventRecord, "message_id">[],
  sight: Sight,
): MessageRow {
  return { ...toRowFacts(record, sight), events: events.map(toTrackEvent) };
}

function toRowFacts(record: MessageRowRecord, sight: Sight): Omit<MessageRow, "events"> {
  const masked: MessageRow["masked"] = [];
  if (!sight.numbers && record.to_address !== null) masked.push("to");
  if (!sight.bodies && record.body !== null && record.body !== "") masked.push("body");
  return {
    id: record.id,
    sid: record.sid,
    accountSid: record.account_sid,
    origin: origin.parse(record.origin),
    submission: submission.parse(record.submission),
    status: record.status,
    outcome: outcome.parse(record.outcome),
    hasConflict: record.has_conflict,
    errorCode: record.error_code,
    channel: storedChannelSchema.parse(record.channel),
    to: shownAddress(record.to_address, sight),
    toCountry: record.to_country,
    from: record.from_address,
    messagingServiceSid: record.messaging_service_sid,
    body: sight.bodies ? record.body : null,
    bodyRedactedAt: record.body_redacted_at,
    numbersRedactedAt: record.numbers_redacted_at,
    masked,
    numSegments: record.num_segments,
    reference: record.reference,
    sendAt: record.send_at,
    createdAt: record.created_at,
    lastEventAt: record.last_event_at,
  };
}

/** A recipient as somebody may see it. */
export function shownAddress(address: string | null, sight: Sight): string | null {
  return address === null || sight.numbers ? address : hideAddress(address);
}

function toTrackEvent(record: Omit<TrackEventRecord, "message_id">): TrackEvent {
  return {
    seq: record.seq,
    status: record.status,
    source: record.source as TrackEvent["source"],
    errorCode: record.error_code,
    receivedAt: record.received_at,
    deliveries: record.deliveries,
  };
}

function toStatusEvent(record: StatusEventRecord, sight: Sight): StatusEvent {
  const params = hideInPairs(record.params, sight);
  const isWhole = params.every(([, value], index) => value === record.params[index]?.[1]);
  const isRawShown = record.raw_body !== null && sight.numbers && isWhole;
  return {
    ...toTrackEvent(record),
    params,
    query: sight.numbers ? record.query : hideNumbersIn(record.query),
    headers: record.headers,
    rawBody: isRawShown ? Buffer.from(record.raw_body ?? []).toString("utf8") : null,
    redactedAt: record.redacted_at,
    keyLabel: record.key_label,
    redeliveredAt: record.redelivered_at,
    unknownParams: unknownParameterNames(record.params.map(([name]) => name)),
  };
}

/** A message's page as somebody may see it: its facts, its events whole, and what waits for it in quarantine. */
export function toMessageDetail(
  record: MessageDetailRecord,
  events: readonly StatusEventRecord[],
  quarantined: readonly { id: string; claimed_status: string | null; received_at: string }[],
  resentAsIds: string[],
  sight: Sight,
): MessageDetail {
  const facts = toRowFacts(record, sight);
  const hasText =
    Boolean(record.body) || record.content_variables !== null || record.media_urls.length > 0;
  const isTextHidden = !sight.bodies && hasText;
  return {
    ...facts,
    masked: [...facts.masked.filter((what) => what !== "body"), ...(isTextHidden ? BODY : [])],
    events: events.map((event) => toStatusEvent(event, sight)),
    callbackMode: record.callback_mode as MessageDetail["callbackMode"],
    statusCallback: record.status_callback,
    mediaUrls: sight.bodies ? record.media_urls : [],
    contentSid: record.content_sid,
    contentVariables: sight.bodies ? record.content_variables : null,
    price: record.price,
    priceUnit: record.price_unit,
    validityPeriodSeconds: record.validity_period_seconds,
    tags: record.tags,
    isSmartEncoded: record.is_smart_encoded,
    resentFromId: record.resent_from_id,
    resentAsIds,
    createdBy: record.created_by,
    submittedAt: record.submitted_at,
    refusalMessage:
      record.refusal_message === null || sight.numbers
        ? record.refusal_message
        : hideNumbersIn(record.refusal_message),
    twilioDeletedAt: record.twilio_deleted_at,
    quarantined: quarantined.map((one) => ({
      id: one.id,
      claimedStatus: one.claimed_status,
      receivedAt: one.received_at,
    })),
  };
}

import "server-only";
import type { MessageDetail, MessageRow, StatusEvent, TrackEvent } from "@/lib/contracts/message";
import { messageRowSchema, storedChannelSchema } from "@/lib/contracts/message";
import type { MessageRowRecord, TrackEventRecord } from "@/lib/db/message-rows";
import type { MessageDetailRecord, StatusEventRecord } from "@/lib/db/messages";
import { unknownParameterNames } from "@/lib/twilio/status-callback";

const { origin, submission, outcome } = messageRowSchema.shape;

/** The list's row of a record, with its events in the order of recording. */
export function toMessageRow(
  record: MessageRowRecord,
  events: readonly TrackEventRecord[],
): MessageRow {
  return { ...toRowFacts(record), events: events.map(toTrackEvent) };
}

function toRowFacts(record: MessageRowRecord): Omit<MessageRow, "events"> {
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
    to: record.to_address,
    toCountry: record.to_country,
    from: record.from_address,
    messagingServiceSid: record.messaging_service_sid,
    body: record.body,
    bodyRedactedAt: record.body_redacted_at,
    numSegments: record.num_segments,
    reference: record.reference,
    sendAt: record.send_at,
    createdAt: record.created_at,
    lastEventAt: record.last_event_at,
  };
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

function toStatusEvent(record: StatusEventRecord): StatusEvent {
  return {
    ...toTrackEvent(record),
    params: record.params,
    query: record.query,
    headers: record.headers,
    rawBody: record.raw_body === null ? null : Buffer.from(record.raw_body).toString("utf8"),
    keyLabel: record.key_label,
    redeliveredAt: record.redelivered_at,
    unknownParams: unknownParameterNames(record.params.map(([name]) => name)),
  };
}

/** A message's page: its facts, its events whole, and what waits for it in quarantine. */
export function toMessageDetail(
  record: MessageDetailRecord,
  events: readonly StatusEventRecord[],
  quarantined: readonly { id: string; claimed_status: string | null; received_at: string }[],
  resentAsIds: string[],
): MessageDetail {
  return {
    ...toRowFacts(record),
    events: events.map(toStatusEvent),
    callbackMode: record.callback_mode as MessageDetail["callbackMode"],
    statusCallback: record.status_callback,
    mediaUrls: record.media_urls,
    contentSid: record.content_sid,
    contentVariables: record.content_variables,
    price: record.price,
    priceUnit: record.price_unit,
    validityPeriodSeconds: record.validity_period_seconds,
    tags: record.tags,
    isSmartEncoded: record.is_smart_encoded,
    resentFromId: record.resent_from_id,
    resentAsIds,
    createdBy: record.created_by,
    submittedAt: record.submitted_at,
    refusalMessage: record.refusal_message,
    twilioDeletedAt: record.twilio_deleted_at,
    quarantined: quarantined.map((one) => ({
      id: one.id,
      claimedStatus: one.claimed_status,
      receivedAt: one.received_at,
    })),
  };
}

import "server-only";
import {
  type CallbackMessage,
  type CallbackRow,
  callbackDiagnosisSchema,
  type ReceivedRequest,
  refusalReasonSchema,
} from "@/lib/contracts/callback";
import type { CallbackEventRecord } from "@/lib/db/callback-events";
import type { CallbackRowRecord } from "@/lib/db/callback-rows";
import type { MessageRowRecord, TrackEventRecord } from "@/lib/db/message-rows";
import type { RefusedCallbackRecord } from "@/lib/db/refused-callbacks";
import { instantToUs } from "@/lib/domain/instant";
import { hideInPairs, type Sight } from "@/lib/domain/masking";
import {
  ParameterLimitError,
  type ParameterPairs,
  parseFormBody,
  parseQuery,
} from "@/lib/twilio/form-body";
import { parseRequestTarget, STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";
import { unknownParameterNames } from "@/lib/twilio/status-callback";
import { shownAddress, toMessageRow } from "./message-contracts";
import { QUARANTINE_LIMITS } from "./quarantine-callback";
import type { CallbackRequest } from "./receive-status-callback";

/** The list's row of a record as somebody may see it. */
export function toCallbackRow(record: CallbackRowRecord, sight: Sight): CallbackRow {
  return {
    id: callbackId(record),
    verdict: record.verdict,
    receivedAt: record.received_at,
    status: record.status,
    errorCode: record.error_code,
    httpStatus: record.http_status,
    reason: record.reason === null ? null : refusalReasonSchema.parse(record.reason),
    keyLabel: record.key_label,
    messageId: record.message_id,
    messageSid: record.sid,
    to: shownAddress(record.to_address ?? claimedRecipient(record.body_start), sight),
    isReleased: record.is_released,
  };
}

function callbackId({ kind, num, ord }: Pick<CallbackRowRecord, "kind" | "num" | "ord">): string {
  if (kind === 2) return `r${num}`;
  return ord === 0 ? `e${num}` : `e${num}-${ord}`;
}

/** Who a refused callback says the message is for. The body may be cut anywhere. */
export function claimedRecipient(body: Uint8Array | null): string | null {
  const pairs = body === null ? [] : readPairs(() => parseFormBody(body));
  const to = pairs.find(([name]) => name === "To")?.[1] ?? "";
  return /^[\w:+@. -]{1,100}$/.test(to) ? to : null;
}

/** What is kept of a request cannot be read as a form when it is none: then it has no parameters. */
function readPairs(read: () => ParameterPairs): ParameterPairs {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParameterLimitError) return [];
    throw error;
  }
}

/** A refused callback as the request it was, with what of it is kept. */
export function toKeptRequest(record: RefusedCallbackRecord): CallbackRequest {
  return {
    rawTarget: record.target,
    headers: record.headers,
    rawBody: record.raw_body,
    bodyBytes: record.body_bytes,
    remoteAddress: record.remote_address,
    receivedAtUs: instantToUs(record.received_at),
  };
}

/** Whether quarantine kept less of a request than came. */
export function isCut(record: RefusedCallbackRecord): boolean {
  return (
    record.body_bytes > record.raw_body.byteLength ||
    record.target.length >= QUARANTINE_LIMITS.maxTargetLength
  );
}

/** A refused callback's request for somebody's eyes. */
export function toRefusedRequest(record: RefusedCallbackRecord, sight: Sight): ReceivedRequest {
  const isForm = !/^\s*[{[]/.test(textOf(record.raw_body.subarray(0, 64)));
  const params = isForm ? readPairs(() => parseFormBody(record.raw_body)) : [];
  const { query } = parseRequestTarget(record.target);
  return hideInRequest(sight, {
    target: record.target,
    headers: record.headers,
    params: params.map(([name, value]) => [name, value]),
    unknownParams: unknownParameterNames(params.map(([name]) => name)),
    queryParams: readPairs(() => parseQuery(query ?? "")).map(([name, value]) => [name, value]),
    rawBody: textOf(record.raw_body),
    bodyBytes: record.body_bytes,
    isCut: isCut(record),
    isMasked: false,
    redactedAt: null,
    remoteAddress: record.remote_address,
  });
}

/** A recorded callback's request for somebody's eyes. */
export function toEventRequest(record: CallbackEventRecord, sight: Sight): ReceivedRequest {
  const query = readPairs(() => parseQuery(record.query));
  const rawBody = record.raw_body ?? new Uint8Array();
  return hideInRequest(sight, {
    target: STATUS_CALLBACK_PATH + (record.query === "" ? "" : `?${record.query}`),
    headers: record.headers,
    params: record.params,
    unknownParams: unknownParameterNames(record.params.map(([name]) => name)),
    queryParams: query.map(([name, value]) => [name, value]),
    rawBody: textOf(rawBody),
    bodyBytes: rawBody.byteLength,
    isCut: false,
    isMasked: false,
    redactedAt: record.redacted_at,
    remoteAddress: null,
  });
}

/** Who may not see everything sees no body byte by byte: it could say it in too many ways. */
function hideInRequest(sight: Sight, request: ReceivedRequest): ReceivedRequest {
  if (sight.numbers && sight.bodies) return request;
  const params = hideInPairs(request.params, sight);
  const queryParams = hideInPairs(request.queryParams, sight);
  const isWhole = (shown: [string, string][], kept: [string, string][]) =>
    shown.every(([, value], index) => value === kept[index]?.[1]);
  const isQueryWhole = isWhole(queryParams, request.queryParams);
  const isBodyWhole = sight.numbers && request.params.length > 0 && isWhole(params, request.params);
  return {
    ...request,
    params,
    queryParams,
    target: isQueryWhole ? request.target : `${request.target.split("?")[0]}?…`,
    rawBody: isBodyWhole ? request.rawBody : "",
    isMasked: !isBodyWhole || !isQueryWhole,
  };
}

/** A diagnosis as it was kept; null when there is none or when it is of another shape. */
export function toDiagnosis(kept: unknown) {
  const parsed = callbackDiagnosisSchema.safeParse(kept);
  return parsed.success ? parsed.data : null;
}

/** The message that a callback is about, with its track and what waits for it. */
export function toCallbackMessage(
  record: MessageRowRecord,
  events: readonly TrackEventRecord[],
  quarantined: readonly { id: string; claimed_status: string | null; received_at: string }[],
  sight: Sight,
): CallbackMessage {
  return {
    ...toMessageRow(record, events, sight),
    quarantined: quarantined.map((one) => ({
      id: `r${one.id}`,
      claimedStatus: one.claimed_status,
      receivedAt: one.received_at,
    })),
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

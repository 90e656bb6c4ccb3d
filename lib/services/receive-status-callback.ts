import "server-only";
import { hash } from "node:crypto";
import type { NewStatusEvent } from "@/lib/db/new-status-event";
import type { RecordedStatusEvent } from "@/lib/db/status-events";
import { instantFromUs } from "@/lib/domain/instant";
import { log } from "@/lib/log";
import type { AccountKeyring } from "@/lib/twilio/account-keys";
import {
  ParameterLimitError,
  type ParameterPairs,
  parseFormBody,
  parseQuery,
  toSignatureParams,
} from "@/lib/twilio/form-body";
import { composeSignedUrl, type PublicBaseUrl, parseRequestTarget } from "@/lib/twilio/public-url";
import { answerFor, type RefusalReason } from "@/lib/twilio/refusal-reason";
import { verifySignature } from "@/lib/twilio/signature";
import {
  findAccountSid,
  findFormatRefusal,
  readStatusCallback,
  type StatusReport,
} from "@/lib/twilio/status-callback";
import { keepHeaders } from "./callback-headers";
import { DOOR_LIMITS } from "./door-limits";
import { recipientCountry } from "./recipient-country";

/** A request at the callback door, as its bytes came. */
export type CallbackRequest = {
  /** Path and query exactly as received. */
  rawTarget: string;
  /** In their order; names in any case. */
  headers: ReadonlyArray<readonly [string, string]>;
  rawBody: Uint8Array;
  /** The body's length as sent, where `rawBody` is only its beginning. */
  bodyBytes?: number;
  remoteAddress: string | null;
  /** Microseconds since 1970, UTC. */
  receivedAtUs: number;
};

export type CallbackRefusal = {
  request: CallbackRequest;
  reason: RefusalReason;
  /** Empty where only a diagnosis can say more. */
  sentence: string;
  /** A key of ours signed it: nobody else can have made it. */
  isSigned: boolean;
  pairs: ParameterPairs;
};

/** 200 only after the commit; 503 asks Twilio to come again; everything else is final. */
export type CallbackAnswer = {
  status: 200 | 400 | 403 | 413 | 415 | 503;
  recorded?: RecordedStatusEvent;
};

/** `whenJudged` is called as soon as nothing of the request is left to examine: before it is recorded, or answered. */
export type StatusCallbackReceiver = (
  request: CallbackRequest,
  whenJudged?: () => void,
) => Promise<CallbackAnswer>;

/** What a callback is verified with. */
export type CallbackTrust = {
  keyring: AccountKeyring;
  /** Null when nothing says at which address Twilio reaches us: then nothing can be verified. */
  publicBaseUrl: PublicBaseUrl | null;
};

export type ReceiverSettings = CallbackTrust & {
  /** Resolves after the commit of the event's batch. */
  record: (event: NewStatusEvent) => Promise<RecordedStatusEvent>;
  quarantine: (refusal: CallbackRefusal) => Promise<void>;
  /** Resolves when a refusal may be answered; at once unless there are very many. */
  pace?: (nowMs: number) => Promise<void>;
  /** What may follow a recorded callback; the answer does not wait for it. */
  afterRecorded: (accepted: AcceptedCallback, recorded: RecordedStatusEvent) => void;
};

/** A verified callback: what it says, and the event it becomes. */
export type AcceptedCallback = { event: NewStatusEvent; report: StatusReport };

/**
 * The way of a status callback, the same at every door: size and type, parameters, signature, report, record.
 * Nothing is answered 200 before its event is committed; what fails verification or parsing goes to quarantine.
 * Never throws.
 */
export function createStatusCallbackReceiver(settings: ReceiverSettings): StatusCallbackReceiver {
  return async (request, whenJudged) => {
    const verdict = examineCallback(settings, request);
    if (!verdict.ok) {
      await settings
        .quarantine({ request, ...verdict })
        .catch((err) =>
          log.warn({ err, reason: verdict.reason }, "A refused callback could not be kept"),
        );
      whenJudged?.();
      await settings.pace?.(request.receivedAtUs / 1000);
      return { status: answerFor(verdict.reason) };
    }
    whenJudged?.();
    try {
      const recorded = await settings.record(verdict.event);
      settings.afterRecorded(verdict, recorded);
      return { status: 200, recorded };
    } catch (err) {
      log.error(
        { err },
        "A verified callback could not be recorded; Twilio is asked to come again",
      );
      return { status: 503 };
    }
  };
}

export type ExaminedCallback =
  | ({ ok: true } & AcceptedCallback)
  | ({ ok: false } & Omit<CallbackRefusal, "request">);

/** What a request at the door is: a verified status callback, or why not. Writes nothing, throws nothing. */
export function examineCallback(trust: CallbackTrust, request: CallbackRequest): ExaminedCallback {
  const { rawBody, rawTarget } = request;
  const refuse = (
    reason: RefusalReason,
    sentence: string,
    pairs: ParameterPairs = [],
    isSigned = false,
  ): ExaminedCallback => ({ ok: false, reason, sentence, isSigned, pairs });
  const bodyBytes = request.bodyBytes ?? rawBody.byteLength;
  if (bodyBytes > DOOR_LIMITS.maxBodyBytes) {
    return refuse(
      "too_large",
      `The body has ${bodyBytes} bytes; a status callback has a few hundred`,
    );
  }

  const { query } = parseRequestTarget(rawTarget);
  let pairs: ParameterPairs = [];
  let queryPairs: ParameterPairs = [];
  try {
    queryPairs = parseQuery(query ?? "");
    const contentType = headerOf(request, "content-type");
    const format = findFormatRefusal({ contentType, rawBody, queryPairs });
    if (format) return refuse(format.reason, format.sentence);
    pairs = parseFormBody(rawBody);
  } catch (error) {
    if (error instanceof ParameterLimitError) return refuse(error.reason, error.message);
    throw error;
  }

  const signature = headerOf(request, "x-twilio-signature");
  if (!signature) return refuse("signature_missing", "", pairs);
  const accountSid = findAccountSid(pairs);
  if (trust.keyring.all().length === 0) return refuse("no_key_configured", "", pairs);
  const keys = accountSid === null ? [] : trust.keyring.find(accountSid);
  if (keys.length === 0) return refuse("account_unknown", "", pairs);
  const verified = trust.publicBaseUrl
    ? verifySignature({
        url: composeSignedUrl(trust.publicBaseUrl, rawTarget),
        signature,
        params: toSignatureParams(pairs),
        keys,
      })
    : ({ verified: false } as const);
  if (!verified.verified) return refuse("signature_invalid", "", pairs);

  const reading = readStatusCallback(pairs, queryPairs);
  if (reading.kind === "refused") return refuse(reading.reason, reading.sentence, pairs, true);
  const event = toStatusEvent(request, reading.report, pairs, query ?? "", verified.keyLabel);
  return { ok: true, event, report: reading.report };
}

/** The event that a verified report becomes. `query` is raw, without its `?`. */
function toStatusEvent(
  request: CallbackRequest,
  report: StatusReport,
  pairs: ParameterPairs,
  query: string,
  keyLabel: string,
): NewStatusEvent {
  return {
    messageId: report.ourMessageId,
    sid: report.messageSid,
    accountSid: report.accountSid,
    to: report.to,
    toDigits: digitsOf(report.to),
    // A message that was sent from here knows it, and its callbacks name it.
    toCountry:
      report.ourMessageId === null && report.to !== null ? recipientCountry(report.to) : null,
    from: report.from,
    messagingServiceSid: report.messagingServiceSid,
    channel: report.channel,
    eventKey: eventKeyOf(headerOf(request, "i-twilio-idempotency-token"), query, request.rawBody),
    source: "callback",
    status: report.status,
    errorCode: report.errorCode,
    params: pairs,
    rawBody: request.rawBody,
    query,
    headers: keepHeaders(request.headers),
    keyLabel,
    receivedAt: instantFromUs(request.receivedAtUs),
  };
}

/** The first header of that lower-case name; null when there is none. */
export function headerOf(request: Pick<CallbackRequest, "headers">, name: string): string | null {
  return request.headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? null;
}

function digitsOf(address: string | null): string | null {
  const digits = (address ?? "").replace(/\D/g, "");
  return digits === "" ? null : digits.slice(0, 32);
}

/**
 * The token tells retries of one callback from another with the same words, but it is not signed: body and query
 * are part of the key, so that a token used again with another body is another event.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
function eventKeyOf(token: string | null, query: string, rawBody: Uint8Array): string {
  const hex = hash("sha256", Buffer.concat([Buffer.from(`${token ?? ""}\0${query}\0`), rawBody]));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Whether a status word is not in Twilio's vocabulary. */

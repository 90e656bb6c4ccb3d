import { randomUUID } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { ulid } from "ulid";
import { insertPendingMessage } from "@/lib/db/messages";
import type { Database } from "@/lib/db/prisma";
import { instantFromUs } from "@/lib/domain/instant";
import { nowUs } from "@/lib/services/process-clock";
import type { CallbackRequest } from "@/lib/services/receive-status-callback";
import type { DoorEnvironment } from "@/lib/services/status-callback-door";
import { freshSid } from "../support/status-event-factory";

export const ACCOUNT = `AC${"1".repeat(32)}`;
export const SUBACCOUNT = `AC${"2".repeat(32)}`;
export const STRANGER = `AC${"9".repeat(32)}`;
export const TOKEN = "primary-token-of-the-tests";
export const PREVIOUS_TOKEN = "previous-token-of-the-tests";
export const SUBACCOUNT_TOKEN = "subaccount-token-of-the-tests";
export const STRANGER_TOKEN = "token-that-nobody-configured";
export const BASE_URL = "https://hooks.example.com";
export const DOOR_PATH = "/api/webhooks/twilio/message-status";

export const doorEnvironment: DoorEnvironment = {
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: TOKEN,
  TWILIO_AUTH_TOKEN_PREVIOUS: PREVIOUS_TOKEN,
  TWILIO_SUBACCOUNTS: { [SUBACCOUNT]: [SUBACCOUNT_TOKEN] },
  PUBLIC_BASE_URL: BASE_URL,
};

export type Form = ReadonlyArray<readonly [string, string]>;

/** The parameters of a status callback in Twilio's own order; a null leaves one out. */
export function callbackForm(
  changes: Record<string, string | null> & { MessageStatus?: string | null } = {},
): Form {
  const sid = changes.MessageSid ?? freshSid();
  const status = changes.MessageStatus ?? "delivered";
  const form: Record<string, string | null> = {
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    To: "+14155550137",
    MessageSid: sid,
    AccountSid: ACCOUNT,
    From: "+16285550119",
    ApiVersion: "2010-04-01",
    ...changes,
  };
  return Object.entries(form).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
}

export function encodeForm(form: Form): string {
  return new URLSearchParams(form.map(([name, value]) => [name, value])).toString();
}

/** What Twilio puts into X-Twilio-Signature, by its own helper library. */
export function sign(url: string, form: Form, token = TOKEN): string {
  const params: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of form) {
    const known = params[name];
    params[name] = known === undefined ? value : [known, value].flat();
  }
  return getExpectedTwilioSignature(token, url, params);
}

export type Delivery = {
  form?: Form;
  /** Body as sent, when it is not the form as Twilio encodes it. */
  body?: string | Uint8Array;
  /** With its `?`. */
  query?: string;
  /** The address Twilio called; by default the configured one with path and query. */
  signedUrl?: string;
  /** The address the request arrived with, when a proxy changed it. */
  rawTarget?: string;
  signedForm?: Form;
  signedWith?: string;
  /** Null leaves the header out. */
  signature?: string | null;
  /** Null leaves the header out. */
  idempotencyToken?: string | null;
  contentType?: string | null;
  headers?: ReadonlyArray<readonly [string, string]>;
  receivedAtUs?: number;
};

/** A request as Twilio makes it, signed; every part of it can be spoiled. */
export function callbackRequest(delivery: Delivery = {}): CallbackRequest {
  const form = delivery.form ?? callbackForm();
  const target = DOOR_PATH + (delivery.query ?? "");
  const signature =
    delivery.signature === undefined
      ? sign(
          delivery.signedUrl ?? BASE_URL + target,
          delivery.signedForm ?? form,
          delivery.signedWith,
        )
      : delivery.signature;
  const token = delivery.idempotencyToken === undefined ? randomUUID() : delivery.idempotencyToken;
  const contentType = delivery.contentType ?? "application/x-www-form-urlencoded; charset=UTF-8";
  const optional = (name: string, value: string | null) =>
    value === null ? [] : [[name, value] as const];
  const body = delivery.body ?? encodeForm(form);
  return {
    rawTarget: delivery.rawTarget ?? target,
    headers: [
      ["Host", "hooks.example.com"],
      ["Content-Type", contentType],
      ["User-Agent", "TwilioProxy/1.1"],
      ...optional("I-Twilio-Idempotency-Token", token),
      ...optional("X-Twilio-Signature", signature),
      ...(delivery.headers ?? []),
    ],
    rawBody: Buffer.from(body),
    remoteAddress: "203.0.113.7",
    receivedAtUs: delivery.receivedAtUs ?? nowUs(),
  };
}

export function freshMessageId(): string {
  return `msg_${ulid()}`;
}

/** A message that was handed to Twilio and has not been answered. */
export async function insertMessage(db: Database, id = freshMessageId()): Promise<string> {
  await insertPendingMessage(db, {
    id,
    origin: "dashboard",
    accountSid: ACCOUNT,
    channel: "sms",
    to: "+14155550137",
    toDigits: "14155550137",
    toCountry: "US",
    from: null,
    messagingServiceSid: null,
    body: "Your code is 482 913",
    mediaUrls: [],
    contentSid: null,
    contentVariables: null,
    callbackMode: "message",
    statusCallback: `${BASE_URL}${DOOR_PATH}?message=${id}`,
    sendAt: null,
    validityPeriodSeconds: null,
    isSmartEncoded: false,
    reference: null,
    tags: [],
    sendKey: randomUUID(),
    resentFromId: null,
    batchId: null,
    createdBy: "Test",
    createdAt: instantFromUs(nowUs()),
  });
  return id;
}

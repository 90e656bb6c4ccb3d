import "server-only";
import type {
  MessageInstance,
  MessageListInstanceCreateOptions,
} from "twilio/lib/rest/api/v2010/account/message.js";
import type { OutgoingMessage } from "@/lib/domain/create-call";
import type { TwilioClient } from "./rest-client";

/** What Milepost reads of Twilio's Message resource. `price` is text, such as "-0.00750". */
export type MessageResource = {
  sid: string;
  accountSid: string;
  status: string;
  to: string | null;
  from: string | null;
  messagingServiceSid: string | null;
  body: string | null;
  numSegments: number | null;
  numMedia: number | null;
  price: string | null;
  priceUnit: string | null;
  errorCode: number | null;
  errorMessage: string | null;
  dateCreated: Date | null;
  dateSent: Date | null;
};

/** How Twilio answered a create call. `no_answer`: the message may exist all the same. */
export type CreateMessageAnswer =
  | { kind: "created"; resource: MessageResource }
  | { kind: "refused"; code: number | null; message: string; httpStatus: number }
  /** No connection was made, so nothing can have been sent. */
  | { kind: "not_reached"; reason: string }
  | { kind: "no_answer"; reason: string };

/**
 * Asks Twilio for a message, once; a 429, which Twilio never processed, is tried again by the client. Another 4xx is
 * a refusal: no message exists. A 5xx, a timeout or a cut line is no answer, since the call is not idempotent and may
 * have been carried out. Throws nothing.
 * https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export async function createMessage(
  client: TwilioClient,
  message: OutgoingMessage,
): Promise<CreateMessageAnswer> {
  try {
    const created = await client.messages.create(toCreateOptions(message));
    return { kind: "created", resource: toMessageResource(created) };
  } catch (error) {
    return toAnswer(error);
  }
}

function toAnswer(error: unknown): CreateMessageAnswer {
  const { status, code, message } = error as Record<string, unknown>;
  const text = typeof message === "string" ? message : "no reason was given";
  if (typeof status === "number" && status >= 400 && status < 500 && status !== REQUEST_TIMEOUT) {
    return {
      kind: "refused",
      code: typeof code === "number" ? code : null,
      message: text,
      httpStatus: status,
    };
  }
  const wasNeverConnected = typeof code === "string" && NEVER_CONNECTED.has(code);
  return { kind: wasNeverConnected ? "not_reached" : "no_answer", reason: text };
}

/** A proxy on the way says 408 when it lost patience: the request may have passed. */
const REQUEST_TIMEOUT = 408;

const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** The helper library's parameters of a create call: on the wire they are what `toCreateCall` says. */
function toCreateOptions(message: OutgoingMessage): MessageListInstanceCreateOptions {
  return {
    to: message.to,
    ...(message.from ? { from: message.from } : {}),
    ...(message.messagingServiceSid ? { messagingServiceSid: message.messagingServiceSid } : {}),
    ...(message.body ? { body: message.body } : {}),
    ...(message.mediaUrls.length > 0 ? { mediaUrl: [...message.mediaUrls] } : {}),
    ...(message.contentSid ? { contentSid: message.contentSid } : {}),
    ...(message.contentVariables
      ? { contentVariables: JSON.stringify(message.contentVariables) }
      : {}),
    ...(message.statusCallback ? { statusCallback: message.statusCallback } : {}),
    ...(message.sendAt ? { scheduleType: "fixed", sendAt: message.sendAt } : {}),
    ...(message.validityPeriodSeconds ? { validityPeriod: message.validityPeriodSeconds } : {}),
    ...(message.isSmartEncoded ? { smartEncoded: true } : {}),
  };
}

/** Reads one message from Twilio; null when Twilio does not know it. Throws the helper library's errors. */
export async function findMessageResource(
  client: TwilioClient,
  sid: string,
): Promise<MessageResource | null> {
  try {
    return toMessageResource(await client.messages(sid).fetch());
  } catch (error) {
    if ((error as { status?: unknown }).status === 404) return null;
    throw error;
  }
}

/** Twilio's Message resource in our names; blanks are null. Throws nothing. */
export function toMessageResource(message: MessageInstance): MessageResource {
  return {
    sid: message.sid,
    accountSid: message.accountSid,
    status: message.status,
    to: message.to || null,
    from: message.from || null,
    messagingServiceSid: message.messagingServiceSid || null,
    body: message.body || null,
    numSegments: toCount(message.numSegments),
    numMedia: toCount(message.numMedia),
    price: message.price || null,
    priceUnit: message.priceUnit || null,
    errorCode: message.errorCode ?? null,
    errorMessage: message.errorMessage || null,
    dateCreated: message.dateCreated ?? null,
    dateSent: message.dateSent ?? null,
  };
}

function toCount(text: string | null | undefined): number | null {
  const count = Number(text ?? Number.NaN);
  return Number.isInteger(count) ? count : null;
}

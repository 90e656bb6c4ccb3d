import "server-only";
import type {
  MessageInstance,
  MessageListInstanceCreateOptions,
} from "twilio/lib/rest/api/v2010/account/message.js";
import type { OutgoingMessage } from "@/lib/domain/create-call";
import type { TwilioClient } from "./rest-client";
import { readTwilioError } from "./twilio-error";

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
  const { httpStatus, code, networkCode, message } = readTwilioError(error);
  if (httpStatus !== null && isRefusal(httpStatus)) {
    return { kind: "refused", code, message, httpStatus };
  }
  const wasNeverConnected = networkCode !== null && NEVER_CONNECTED.has(networkCode);
  return { kind: wasNeverConnected ? "not_reached" : "no_answer", reason: message };
}

function isRefusal(httpStatus: number): boolean {
  return httpStatus >= 400 && httpStatus < 500 && httpStatus !== REQUEST_TIMEOUT;
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
  return orNull(async () => toMessageResource(await client.messages(sid).fetch()));
}

/**
 * Cancels a scheduled message; null when Twilio does not know it. Throws the helper library's errors, such as 30409
 * when it is too late.
 * https://www.twilio.com/docs/messaging/api/message-resource#update-a-message-resource
 */
export async function cancelMessageResource(
  client: TwilioClient,
  sid: string,
): Promise<MessageResource | null> {
  return orNull(async () =>
    toMessageResource(await client.messages(sid).update({ status: "canceled" })),
  );
}

/**
 * Empties the text of a finished message; null when Twilio does not know it. Throws the helper library's errors, such
 * as 20009 for one that is still under way.
 * https://www.twilio.com/docs/messaging/api/message-resource#update-a-message-resource
 */
export async function redactMessageResource(
  client: TwilioClient,
  sid: string,
): Promise<MessageResource | null> {
  return orNull(async () => toMessageResource(await client.messages(sid).update({ body: "" })));
}

/**
 * Deletes a finished message; false when Twilio did not know it. Throws the helper library's errors, such as 20009
 * for one that is still under way.
 * https://www.twilio.com/docs/messaging/api/message-resource#delete-a-message-resource
 */
export async function deleteMessageResource(client: TwilioClient, sid: string): Promise<boolean> {
  return (await orNull(() => client.messages(sid).remove())) ?? false;
}

/**
 * Messages to one recipient that Twilio created within a span of time, newest first, at most `limit`. A scheduled one
 * has no DateSent yet, so the latest without regard to it are looked at too. Throws the helper library's errors.
 * https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
 */
export async function listMessageResources(
  client: TwilioClient,
  { to, createdSince, createdBefore, limit }: MessageResourceCriteria,
): Promise<MessageResource[]> {
  const [sent, latest] = await Promise.all([
    client.messages.list({
      to,
      dateSentAfter: createdSince,
      dateSentBefore: new Date(createdBefore.getTime() + DAY_MS),
      limit,
    }),
    client.messages.list({ to, limit }),
  ]);
  const bySid = new Map([...sent, ...latest].map((message) => [message.sid, message]));
  return [...bySid.values()]
    .filter(({ direction }) => direction !== "inbound")
    .map(toMessageResource)
    .filter(({ dateCreated }) => {
      const createdMs = dateCreated?.getTime() ?? Number.NaN;
      return createdMs >= createdSince.getTime() && createdMs <= createdBefore.getTime();
    });
}

export type MessageResourceCriteria = {
  to: string;
  createdSince: Date;
  createdBefore: Date;
  limit: number;
};

const DAY_MS = 86_400_000;

async function orNull<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (readTwilioError(error).httpStatus === 404) return null;
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

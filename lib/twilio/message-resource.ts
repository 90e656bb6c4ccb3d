import "server-only";
import type {
  MessageInstance,
  MessageListInstanceCreateOptions,
} from "twilio/lib/rest/api/v2010/account/message.js";
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

/** The create call's parameters; absent ones are not sent. */
export type CreateMessageParams = MessageListInstanceCreateOptions;

/** How Twilio answered a create call. `no_answer`: the message may exist all the same. */
export type CreateMessageAnswer =
  | { kind: "created"; resource: MessageResource }
  | { kind: "refused"; code: number | null; message: string; httpStatus: number }
  | { kind: "no_answer"; reason: string };

/**
 * Asks Twilio for a message, once. A 4xx is a refusal: no message exists. A 5xx, a timeout or a cut line is no
 * answer, since the call is not idempotent and may have been carried out. Throws nothing.
 * https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export async function createMessage(
  client: TwilioClient,
  params: CreateMessageParams,
): Promise<CreateMessageAnswer> {
  try {
    return { kind: "created", resource: toMessageResource(await client.messages.create(params)) };
  } catch (error) {
    const { status, code, message } = error as {
      status?: unknown;
      code?: unknown;
      message?: unknown;
    };
    const text = typeof message === "string" ? message : "no reason was given";
    if (typeof status === "number" && status >= 400 && status < 500) {
      return {
        kind: "refused",
        code: typeof code === "number" ? code : null,
        message: text,
        httpStatus: status,
      };
    }
    return { kind: "no_answer", reason: text };
  }
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

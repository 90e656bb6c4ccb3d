import "server-only";
import { randomUUID } from "node:crypto";
import { ulid } from "ulid";
import type { SendMessageInput, SendOutcome } from "@/lib/contracts/send-message";
import {
  insertPendingMessage,
  markRejected,
  markSubmissionUnknown,
  type NewMessage,
  updateMessageFacts,
} from "@/lib/db/messages";
import { type Database, database } from "@/lib/db/prisma";
import { recordStatusEvents } from "@/lib/db/status-events";
import { AppError } from "@/lib/domain/app-error";
import { buildStatusCallbackUrl, checkCallbackUrl } from "@/lib/domain/callback-url";
import { instantFromUs } from "@/lib/domain/instant";
import type { Viewer } from "@/lib/domain/viewer";
import { type Environment, environment } from "@/lib/env";
import { log } from "@/lib/log";
import {
  type CreateMessageParams,
  createMessage,
  type MessageResource,
} from "@/lib/twilio/message-resource";
import { STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { nowUs } from "./process-clock";
import { describeRecipient } from "./recipient-facts";
import { twilioClient } from "./twilio-client";

type SendSettings = Pick<
  Environment,
  "PUBLIC_BASE_URL" | "TWILIO_CALLBACK_OVERRIDES" | "TWILIO_ACCOUNT_SID" | "mode"
>;

export type SendDependencies = { db?: Database; client?: TwilioClient; settings?: SendSettings };

/**
 * Sends one message, once. Its row exists before Twilio is called; the same send key never makes a second message.
 * Twilio's refusal leaves it `rejected` with Twilio's code; no answer leaves it `unknown`, to be resolved by its
 * callback or by a look at Twilio, never by sending again. Throws `invalid_input` before anything is sent.
 */
export async function sendMessage(
  viewer: Viewer,
  input: SendMessageInput,
  { db = database(), client, settings = environment() }: SendDependencies = {},
): Promise<SendOutcome> {
  const twilio = client ?? twilioClient();
  const message = toNewMessage(viewer, input, settings);
  const { id, isNew } = await insertPendingMessage(db, message);
  if (!isNew) return { messageId: id };

  const answer = await createMessage(twilio, toCreateParams(message));
  switch (answer.kind) {
    case "created":
      await recordCreateResponse(db, id, answer.resource);
      break;
    case "refused":
      await markRejected(db, id, { errorCode: answer.code, message: answer.message });
      break;
    case "no_answer":
      log.warn({ messageId: id }, "Twilio did not answer the create call; the message may exist");
      await markSubmissionUnknown(db, id);
      break;
  }
  return { messageId: id };
}

/** Records Twilio's answer to the create call: one more status event, which may lose the race to the first callback. */
export async function recordCreateResponse(
  db: Database,
  messageId: string,
  resource: MessageResource,
): Promise<void> {
  const recipient = describeRecipient(resource.to ?? "");
  const [recorded] = await recordStatusEvents(db, [
    {
      messageId,
      sid: resource.sid,
      accountSid: resource.accountSid,
      to: resource.to,
      toDigits: recipient.digits,
      toCountry: recipient.country,
      from: resource.from,
      messagingServiceSid: resource.messagingServiceSid,
      channel: recipient.channel,
      eventKey: randomUUID(),
      source: "create_response",
      status: resource.status,
      errorCode: resource.errorCode,
      params: [],
      rawBody: null,
      query: "",
      headers: [],
      keyLabel: null,
      receivedAt: instantFromUs(nowUs()),
    },
  ]);
  await updateMessageFacts(db, recorded?.messageId ?? messageId, {
    numSegments: resource.numSegments,
    price: resource.price,
    priceUnit: resource.priceUnit,
    from: resource.from,
    messagingServiceSid: resource.messagingServiceSid,
    body: null,
  });
}

function toNewMessage(viewer: Viewer, input: SendMessageInput, settings: SendSettings): NewMessage {
  const id = `msg_${ulid()}`;
  const statusCallback = input.callback === "message" ? callbackFor(id, settings) : null;
  const service = input.messagingServiceSid ?? null;
  const recipient = describeRecipient(input.to);
  return {
    id,
    origin: "dashboard",
    accountSid: settings.TWILIO_ACCOUNT_SID ?? null,
    channel: input.channel,
    to: input.to,
    toDigits: recipient.digits ?? "",
    toCountry: recipient.country,
    from: input.from ?? null,
    messagingServiceSid: service,
    body: input.body ?? null,
    mediaUrls: input.mediaUrls ?? [],
    contentSid: null,
    contentVariables: null,
    callbackMode: statusCallback === null ? "service" : service === null ? "message" : "both",
    statusCallback,
    sendAt: null,
    validityPeriodSeconds: null,
    reference: input.reference || null,
    tags: [],
    sendKey: input.sendKey,
    resentFromId: null,
    batchId: null,
    createdBy: viewer.name,
    createdAt: instantFromUs(nowUs()),
  };
}

function callbackFor(messageId: string, settings: SendSettings): string {
  if (!settings.PUBLIC_BASE_URL) {
    throw new AppError(
      "invalid_input",
      "PUBLIC_BASE_URL is not set, so Twilio cannot be told where to call. Set it, or rely on a Messaging Service's own callback.",
      {
        fieldErrors: {
          callback: ["PUBLIC_BASE_URL is not set, so there is no address to give to Twilio."],
        },
      },
    );
  }
  const url = buildStatusCallbackUrl({
    publicBaseUrl: settings.PUBLIC_BASE_URL,
    path: STATUS_CALLBACK_PATH,
    messageId,
    overrides: settings.TWILIO_CALLBACK_OVERRIDES,
  });
  const check = checkCallbackUrl(url, { live: settings.mode === "twilio" });
  if (check.ok) return url;
  const sentences = check.problems.map(({ message }) => message);
  throw new AppError("invalid_input", sentences.join(" "), {
    fieldErrors: { callback: sentences },
  });
}

function toCreateParams(message: NewMessage): CreateMessageParams {
  return {
    to: message.to,
    ...(message.from ? { from: message.from } : {}),
    ...(message.messagingServiceSid ? { messagingServiceSid: message.messagingServiceSid } : {}),
    ...(message.body ? { body: message.body } : {}),
    ...(message.mediaUrls.length > 0 ? { mediaUrl: message.mediaUrls } : {}),
    ...(message.statusCallback ? { statusCallback: message.statusCallback } : {}),
  };
}

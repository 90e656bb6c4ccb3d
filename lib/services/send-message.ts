import "server-only";
import { ulid } from "ulid";
import { submissionSchema } from "@/lib/contracts/message";
import type { Refusal, SendMessageInput, SendOutcome } from "@/lib/contracts/send-message";
import {
  findSubmission,
  insertPendingMessage,
  markRejected,
  markSubmissionUnknown,
  type NewMessage,
} from "@/lib/db/messages";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { buildStatusCallbackUrl, checkCallbackUrl } from "@/lib/domain/callback-url";
import type { OutgoingMessage } from "@/lib/domain/create-call";
import { explainErrorCode } from "@/lib/domain/error-codes";
import { instantFromUs } from "@/lib/domain/instant";
import { assertCan } from "@/lib/domain/permissions";
import { isAllowedRecipient } from "@/lib/domain/send-plan";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { createMessage, type MessageResource } from "@/lib/twilio/message-resource";
import { STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { nowUs } from "./process-clock";
import { describeRecipient } from "./recipient-facts";
import { recordMessageResource } from "./record-message-resource";
import type { SendEnvironment } from "./send-settings";
import { twilioClient } from "./twilio-client";

export type SendDependencies = {
  db?: Database;
  client?: TwilioClient;
  settings?: SendEnvironment;
  /** Messages of one form have it in common. */
  batchId?: string | null;
  /** The message whose content is sent again. */
  resentFromId?: string | null;
};

/**
 * Sends one message, once. Its row exists before Twilio is called; the same send key never makes a second message.
 * Twilio's refusal leaves it `rejected` with Twilio's code; no answer leaves it `unknown`, to be resolved by its
 * callback or by a look at Twilio, never by sending again. Throws `forbidden`, and `invalid_input` before anything
 * is sent.
 */
export async function sendMessage(
  viewer: Viewer,
  input: SendMessageInput,
  {
    db = database(),
    client,
    settings = environment(),
    batchId = null,
    resentFromId = null,
  }: SendDependencies = {},
): Promise<SendOutcome> {
  assertCan(viewer, "messages.send");
  if (!isAllowedRecipient(input.to, settings.SEND_ALLOWED_PREFIXES)) {
    const message = `This Milepost may send only to numbers that begin with ${settings.SEND_ALLOWED_PREFIXES.join(", ")}.`;
    throw new AppError("invalid_input", message, { fieldErrors: { to: [message] } });
  }
  const twilio = client ?? twilioClient();
  const message = { ...toNewMessage(viewer, input, settings), batchId, resentFromId };
  const { id, isNew } = await insertPendingMessage(db, message);
  if (isNew) await submit(db, twilio, message);
  return readOutcome(db, id, isNew);
}

async function submit(
  db: Database,
  twilio: TwilioClient,
  message: NewMessage & OutgoingMessage,
): Promise<void> {
  const { id } = message;
  const answer = await createMessage(twilio, message);
  switch (answer.kind) {
    case "created":
      // A row that stays pending is resolved like an unknown one, so that this failure sends nothing twice.
      await recordCreateResponse(db, id, answer.resource).catch((err: unknown) =>
        log.error({ err, messageId: id, sid: answer.resource.sid }, "Twilio's answer was not kept"),
      );
      break;
    case "refused":
      await markRejected(db, id, { errorCode: answer.code, message: answer.message });
      break;
    case "not_reached":
      log.warn({ messageId: id, reason: answer.reason }, "Twilio could not be reached");
      await markRejected(db, id, { errorCode: null, message: NOT_REACHED });
      break;
    case "no_answer":
      log.warn({ messageId: id }, "Twilio did not answer the create call; the message may exist");
      await markSubmissionUnknown(db, id);
      break;
  }
}

/** Records Twilio's answer to the create call: one more status event, which may lose the race to the first callback. */
export async function recordCreateResponse(
  db: Database,
  messageId: string,
  resource: MessageResource,
): Promise<void> {
  await recordMessageResource(db, resource, { source: "create_response", messageId });
}

const NOT_REACHED = "Twilio could not be reached, so nothing was sent.";

async function readOutcome(db: Database, id: string, isNew: boolean): Promise<SendOutcome> {
  const submission = await findSubmission(db, id);
  if (!submission) throw new Error("A message that was just sent is not there.");
  return {
    messageId: id,
    isNew,
    submission: submissionSchema.parse(submission.submission),
    refusal:
      submission.submission === "rejected"
        ? toRefusal(submission.error_code, submission.refusal_message)
        : null,
  };
}

function toRefusal(code: number | null, message: string | null): Refusal {
  const field = code === null ? null : (explainErrorCode(code).field ?? null);
  return { code, message: message ?? "Twilio gave no reason.", field };
}

function toNewMessage(
  viewer: Viewer,
  input: SendMessageInput,
  settings: SendEnvironment,
): NewMessage & OutgoingMessage {
  const id = `msg_${ulid()}`;
  const statusCallback = input.callback === "message" ? callbackFor(id, settings) : null;
  const service = input.messagingServiceSid ?? null;
  const recipient = describeRecipient(input.to);
  return {
    id,
    origin: viewer.via === "token" ? "api" : "dashboard",
    accountSid: settings.TWILIO_ACCOUNT_SID ?? null,
    channel: input.channel,
    to: input.to,
    toDigits: recipient.digits ?? "",
    toCountry: recipient.country,
    from: input.from ?? null,
    messagingServiceSid: service,
    body: input.body ?? null,
    mediaUrls: input.mediaUrls ?? [],
    contentSid: input.contentSid || null,
    contentVariables: input.contentVariables ?? null,
    callbackMode: statusCallback === null ? "service" : service === null ? "message" : "both",
    statusCallback,
    sendAt: input.sendAt === undefined ? null : new Date(input.sendAt),
    validityPeriodSeconds: input.validityPeriodSeconds ?? null,
    isSmartEncoded: input.isSmartEncoded ?? false,
    reference: input.reference || null,
    tags: input.tags ?? [],
    sendKey: input.sendKey,
    resentFromId: null,
    batchId: null,
    createdBy: viewer.name,
    createdAt: instantFromUs(nowUs()),
  };
}

function callbackFor(messageId: string, settings: SendEnvironment): string {
  if (!settings.PUBLIC_BASE_URL) {
    throw new AppError(
      "invalid_input",
      "PUBLIC_BASE_URL is not set, so Twilio cannot be told where to call. Set it, or rely on a Messaging Service's own callback.",
      {
        fieldErrors: {
          statusCallback: ["PUBLIC_BASE_URL is not set, so there is no address to give to Twilio."],
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
    fieldErrors: { statusCallback: sentences },
  });
}

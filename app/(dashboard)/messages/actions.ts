"use server";

import type { ActionResult } from "@/lib/contracts/action-result";
import {
  decideSubmissionSchema,
  type FetchedMessage,
  messageDeedSchema,
  type Resent,
  resendSchema,
} from "@/lib/contracts/message-deeds";
import type { RevealedMessage } from "@/lib/contracts/privacy";
import type { SubmissionFinding } from "@/lib/contracts/unknown-submission";
import { runAction } from "@/lib/http/action";
import { cancelMessage } from "@/lib/services/cancel-message";
import { decideUnknownSubmission } from "@/lib/services/decide-unknown-submission";
import { deleteMessageAtTwilio } from "@/lib/services/delete-message-at-twilio";
import { fetchMessageFromTwilio } from "@/lib/services/fetch-message-from-twilio";
import { redactMessage } from "@/lib/services/redact-message";
import { resendMessages } from "@/lib/services/resend-messages";
import { resolveUnknownSubmission } from "@/lib/services/resolve-unknown-submission";
import { revealMessage } from "@/lib/services/reveal-message";

/** Reads a message from Twilio now. */
export async function fetchMessageAction(input: unknown): Promise<ActionResult<FetchedMessage>> {
  return runAction("messages.refresh", messageDeedSchema, input, (viewer, { messageId }) =>
    fetchMessageFromTwilio(viewer, messageId),
  );
}

/** Cancels a scheduled message. */
export async function cancelMessageAction(
  input: unknown,
): Promise<ActionResult<{ messageId: string; status: string }>> {
  return runAction("messages.cancel", messageDeedSchema, input, (viewer, { messageId }) =>
    cancelMessage(viewer, messageId),
  );
}

/** Removes a message's text at Twilio and here. */
export async function redactMessageAction(
  input: unknown,
): Promise<ActionResult<{ messageId: string; isGoneAtTwilio: boolean }>> {
  return runAction("messages.redact", messageDeedSchema, input, (viewer, { messageId }) =>
    redactMessage(viewer, messageId),
  );
}

/** Deletes a message at Twilio. */
export async function deleteMessageAction(
  input: unknown,
): Promise<ActionResult<{ messageId: string }>> {
  return runAction("messages.delete", messageDeedSchema, input, (viewer, { messageId }) =>
    deleteMessageAtTwilio(viewer, messageId),
  );
}

/** Shows a text that the team hides, and writes that down. */
export async function revealMessageAction(input: unknown): Promise<ActionResult<RevealedMessage>> {
  return runAction("messages.reveal", messageDeedSchema, input, (viewer, { messageId }) =>
    revealMessage(viewer, messageId),
  );
}

/** Sends failed messages once more. */
export async function resendMessagesAction(input: unknown): Promise<ActionResult<Resent>> {
  return runAction("messages.send", resendSchema, input, (viewer, request) =>
    resendMessages(viewer, request),
  );
}

/** Looks at Twilio for a message whose create call was not answered. */
export async function resolveSubmissionAction(
  input: unknown,
): Promise<ActionResult<SubmissionFinding>> {
  return runAction("messages.resolve", messageDeedSchema, input, (viewer, { messageId }) =>
    resolveUnknownSubmission(viewer, messageId),
  );
}

/** Takes a person's word on such a message. */
export async function decideSubmissionAction(
  input: unknown,
): Promise<ActionResult<{ messageId: string }>> {
  return runAction(
    "messages.resolve",
    decideSubmissionSchema,
    input,
    (viewer, { messageId, decision }) => decideUnknownSubmission(viewer, messageId, decision),
  );
}

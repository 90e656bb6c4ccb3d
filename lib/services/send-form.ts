import "server-only";
import { ulid } from "ulid";
import type { SendForm, SendFormOutcome } from "@/lib/contracts/send-form";
import type { SendMessageInput } from "@/lib/contracts/send-message";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { AppError, type FieldErrors } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import { carriesCallback, type PlannedMessage, planSend } from "@/lib/domain/send-plan";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { takeSendAllowance } from "./send-allowance";
import { derivedSendKey } from "./send-key";
import { type SendDependencies, sendMessage } from "./send-message";
import { toSendSettings } from "./send-settings";

const AT_ONCE = 5;

/**
 * Sends what a form asks for: one message for each recipient, each at most once for the form's key, whatever becomes
 * of this request. Throws `forbidden`, `rate_limited`, and `invalid_input` with a sentence per field before anything is
 * sent.
 */
export async function sendForm(
  viewer: Viewer,
  form: SendForm,
  { settings = environment(), now = new Date(), ...rest }: SendDependencies & { now?: Date } = {},
): Promise<SendFormOutcome> {
  assertCan(viewer, "messages.send");
  const known = toSendSettings(settings);
  const { messages, faults } = planSend(form, { ...known, now, live: known.mode === "twilio" });
  if (faults.length > 0) {
    const fieldErrors: FieldErrors = {};
    for (const { field, message } of faults) {
      fieldErrors[field] = [...(fieldErrors[field] ?? []), message];
    }
    throw new AppError("invalid_input", "Some of this cannot be sent as it is.", { fieldErrors });
  }
  await takeSendAllowance(viewer, messages.length, { ...rest, settings });
  const batchId = messages.length > 1 ? `batch_${ulid()}` : null;
  const outcomes: SendFormOutcome["messages"] = [];
  const sendOne = async (message: PlannedMessage) => {
    const sending = { ...rest, settings, batchId };
    const outcome = {
      to: message.to,
      ...(await sendMessage(viewer, toInput(form, message), sending)),
    };
    outcomes.push(outcome);
    return outcome;
  };
  const inOrder: SendFormOutcome["messages"] = [];
  try {
    for (let start = 0; start < messages.length; start += AT_ONCE) {
      inOrder.push(...(await Promise.all(messages.slice(start, start + AT_ONCE).map(sendOne))));
    }
  } finally {
    await appendSent(rest.db ?? database(), viewer, batchId, outcomes);
  }
  return { batchId, messages: inOrder };
}

/** Writes down who sent, also when not all of it went out; a repeated key sent nothing. */
async function appendSent(
  db: Database,
  viewer: Viewer,
  batchId: string | null,
  outcomes: SendFormOutcome["messages"],
): Promise<void> {
  const sent = outcomes.filter(({ isNew }) => isNew);
  if (sent.length === 0) return;
  await appendAuditEntry(db, {
    actor: viewer,
    action: "message.sent",
    subject: batchId ?? sent[0]?.messageId ?? "",
    details: { messages: sent.length },
  });
}

function toInput(form: SendForm, message: PlannedMessage): SendMessageInput {
  return {
    sendKey: derivedSendKey(form.sendKey, message.to),
    channel: form.channel,
    to: message.to,
    from: message.from ?? undefined,
    messagingServiceSid: message.messagingServiceSid ?? undefined,
    callback: carriesCallback(form) ? "message" : "service",
    body: message.body ?? undefined,
    mediaUrls: [...message.mediaUrls],
    contentSid: message.contentSid ?? undefined,
    contentVariables: message.contentVariables ?? undefined,
    sendAt: message.sendAt?.toISOString(),
    validityPeriodSeconds: message.validityPeriodSeconds ?? undefined,
    isSmartEncoded: message.isSmartEncoded,
    reference: form.reference || undefined,
    tags: form.tags,
  };
}

import "server-only";
import { createHash } from "node:crypto";
import { ulid } from "ulid";
import type { SendForm, SendFormOutcome } from "@/lib/contracts/send-form";
import type { SendMessageInput } from "@/lib/contracts/send-message";
import { AppError, type FieldErrors } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import { carriesCallback, type PlannedMessage, planSend } from "@/lib/domain/send-plan";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { type SendDependencies, sendMessage } from "./send-message";
import { toSendSettings } from "./send-settings";

const AT_ONCE = 5;

/**
 * Sends what a form asks for: one message for each recipient, each at most once for the form's key, whatever becomes
 * of this request. Throws `forbidden`, and `invalid_input` with a sentence per field before anything is sent.
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
  const batchId = messages.length > 1 ? `batch_${ulid()}` : null;
  const outcomes: SendFormOutcome["messages"] = [];
  for (let start = 0; start < messages.length; start += AT_ONCE) {
    const sent = await Promise.all(
      messages.slice(start, start + AT_ONCE).map(async (message) => ({
        to: message.to,
        ...(await sendMessage(viewer, toInput(form, message), { ...rest, settings, batchId })),
      })),
    );
    outcomes.push(...sent);
  }
  return { batchId, messages: outcomes };
}

function toInput(form: SendForm, message: PlannedMessage): SendMessageInput {
  return {
    sendKey: keyFor(form.sendKey, message.to),
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

/** A recipient's own send key: the same for the same form and number. */
function keyFor(sendKey: string, to: string): string {
  const hex = createHash("sha256").update(`${sendKey} ${to}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

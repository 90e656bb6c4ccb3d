import "server-only";
import type { ApiSend } from "@/lib/contracts/api-send";
import type { SendOutcome } from "@/lib/contracts/send-message";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { sendForm } from "./send-form";
import { derivedSendKey } from "./send-key";
import type { SendDependencies } from "./send-message";

/**
 * Sends one message for a program, by the rules of the form. The same key of the same asker answers the message that
 * it made before. Throws `forbidden`, and `invalid_input` with a sentence per field before anything is sent.
 */
export async function sendByApi(
  viewer: Viewer,
  idempotencyKey: string,
  input: ApiSend,
  dependencies: SendDependencies = {},
): Promise<SendOutcome> {
  assertCan(viewer, "messages.send");
  const { from, messagingServiceSid, body, contentSid, contentVariables, ...rest } = input;
  const { messages } = await sendForm(
    viewer,
    {
      ...rest,
      sendKey: derivedSendKey(viewer.id, idempotencyKey),
      defaultCountry: null,
      sender: messagingServiceSid ? "service" : "number",
      from: from ?? "",
      messagingServiceSid: messagingServiceSid ?? "",
      content: contentSid ? "template" : "text",
      body: body ?? "",
      contentSid: contentSid ?? "",
      contentVariables: Object.entries(contentVariables).map(([name, value]) => ({ name, value })),
      sendAt: input.sendAt ?? null,
      validityPeriodSeconds: input.validityPeriodSeconds ?? null,
    },
    dependencies,
  );
  const [message] = messages;
  if (!message) throw new AppError("invalid_input", "There is nobody to send to.");
  const { to: _to, ...outcome } = message;
  return outcome;
}

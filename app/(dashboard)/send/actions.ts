"use server";

import type { ActionResult } from "@/lib/contracts/action-result";
import { type SendFormOutcome, sendFormSchema } from "@/lib/contracts/send-form";
import { runAction } from "@/lib/http/action";
import { sendForm } from "@/lib/services/send-form";

/** Sends what the form asks for. */
export async function sendFormAction(input: unknown): Promise<ActionResult<SendFormOutcome>> {
  return runAction("messages.send", sendFormSchema, input, (viewer, form) =>
    sendForm(viewer, form),
  );
}

"use server";

import type { ActionResult } from "@/lib/contracts/action-result";
import { type BatchCheck, batchCheckFormSchema, newBatchSchema } from "@/lib/contracts/send-batch";
import { runAction } from "@/lib/http/action";
import { checkSendBatch } from "@/lib/services/check-send-batch";
import { createSendBatch } from "@/lib/services/create-send-batch";

/** Judges a list; nothing is kept or sent. */
export async function checkBatchAction(input: unknown): Promise<ActionResult<BatchCheck>> {
  return runAction("messages.send", batchCheckFormSchema, input, (viewer, form) =>
    checkSendBatch(viewer, form),
  );
}

/** Begins to send to a list. */
export async function createBatchAction(
  input: unknown,
): Promise<ActionResult<{ batchId: string }>> {
  return runAction("messages.send", newBatchSchema, input, (viewer, form) =>
    createSendBatch(viewer, form),
  );
}

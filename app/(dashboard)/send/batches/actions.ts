"use server";

import type { ActionResult } from "@/lib/contracts/action-result";
import { batchIdSchema } from "@/lib/contracts/send-batch";
import { runAction } from "@/lib/http/action";
import {
  cancelSendBatch,
  pauseSendBatch,
  resumeSendBatch,
  retrySendBatch,
} from "@/lib/services/change-send-batch";

export async function pauseBatchAction(input: unknown): Promise<ActionResult<void>> {
  return runAction("messages.send", batchIdSchema, input, (viewer, batchId) =>
    pauseSendBatch(viewer, batchId),
  );
}

export async function resumeBatchAction(input: unknown): Promise<ActionResult<void>> {
  return runAction("messages.send", batchIdSchema, input, (viewer, batchId) =>
    resumeSendBatch(viewer, batchId),
  );
}

export async function cancelBatchAction(input: unknown): Promise<ActionResult<void>> {
  return runAction("messages.send", batchIdSchema, input, (viewer, batchId) =>
    cancelSendBatch(viewer, batchId),
  );
}

export async function retryBatchAction(input: unknown): Promise<ActionResult<{ rows: number }>> {
  return runAction("messages.send", batchIdSchema, input, (viewer, batchId) =>
    retrySendBatch(viewer, batchId),
  );
}

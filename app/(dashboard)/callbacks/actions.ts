"use server";

import * as z from "zod";
import type { ActionResult } from "@/lib/contracts/action-result";
import { callbackIdSchema, type ReleaseOutcome } from "@/lib/contracts/callback";
import { runAction } from "@/lib/http/action";
import { adoptOrphan } from "@/lib/services/adopt-orphan";
import { verifyRefusedCallback } from "@/lib/services/verify-refused-callback";

/** Verifies a refused callback again, and with it all that wait for the same cause. */
export async function verifyCallbackAction(id: unknown): Promise<ActionResult<ReleaseOutcome>> {
  return runAction("callbacks.verify", callbackIdSchema, id, verifyRefusedCallback);
}

/** Makes a message that was not sent from here one like any other. */
export async function adoptOrphanAction(
  messageId: unknown,
): Promise<ActionResult<{ messageId: string }>> {
  return runAction("callbacks.adopt", z.string().max(64), messageId, adoptOrphan);
}

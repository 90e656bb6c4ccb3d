"use server";

import { revalidatePath } from "next/cache";
import type { ActionResult } from "@/lib/contracts/action-result";
import { nothingSchema } from "@/lib/contracts/person";
import { privacySettingsSchema, type RetentionCounts } from "@/lib/contracts/privacy";
import { runAction } from "@/lib/http/action";
import { applyRetentionNow } from "@/lib/services/apply-retention";
import { changePrivacySettings } from "@/lib/services/privacy-settings";

const PAGE = "/settings/privacy";

/** Changes what is hidden and how long things are kept. */
export async function changePrivacyAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("settings.change", privacySettingsSchema, input, async (viewer, settings) => {
    await changePrivacySettings(viewer, settings);
    revalidatePath(PAGE);
    return null;
  });
}

/** Removes now what is too old. */
export async function applyRetentionAction(
  input?: unknown,
): Promise<ActionResult<RetentionCounts>> {
  return runAction("settings.change", nothingSchema, input, async (viewer) => {
    const counts = await applyRetentionNow(viewer);
    revalidatePath(PAGE);
    return counts;
  });
}

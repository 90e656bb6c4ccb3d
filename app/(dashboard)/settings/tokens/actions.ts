"use server";

import { revalidatePath } from "next/cache";
import type { ActionResult } from "@/lib/contracts/action-result";
import { createTokenSchema, type NewApiToken, tokenIdSchema } from "@/lib/contracts/api-token";
import { runAction } from "@/lib/http/action";
import { createApiToken, revokeApiToken } from "@/lib/services/api-tokens";

const PAGE = "/settings/tokens";

/** Makes a token and shows it this once. */
export async function createTokenAction(input: unknown): Promise<ActionResult<NewApiToken>> {
  return runAction("tokens.manage", createTokenSchema, input, async (viewer, token) => {
    const made = await createApiToken(viewer, token);
    revalidatePath(PAGE);
    return made;
  });
}

/** Revokes a token for good. */
export async function revokeTokenAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("tokens.manage", tokenIdSchema, input, async (viewer, { id }) => {
    await revokeApiToken(viewer, id);
    revalidatePath(PAGE);
    return null;
  });
}

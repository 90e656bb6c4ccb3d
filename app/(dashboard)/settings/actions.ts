"use server";

import { headers } from "next/headers";
import { changePassword } from "@/lib/auth/change-password";
import { signOut, signOutEverywhere } from "@/lib/auth/sign-out";
import type { ActionResult } from "@/lib/contracts/action-result";
import { changePasswordSchema, firstPasswordSchema, nothingSchema } from "@/lib/contracts/person";
import { runAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/http/client-address";
import { setFirstPassword } from "@/lib/services/set-up-owner";

/** Changes the viewer's password. */
export async function changePasswordAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("account.change", changePasswordSchema, input, async (viewer, passwords) => {
    const requestHeaders = await headers();
    await changePassword(viewer, passwords, requestHeaders, clientAddress(requestHeaders));
    return null;
  });
}

/** Gives the owner who came in by the printed address an email and a password. */
export async function setFirstPasswordAction(
  input: unknown,
): Promise<ActionResult<{ next: string }>> {
  return runAction("account.change", firstPasswordSchema, input, async (viewer, owner) => {
    await setFirstPassword(viewer, owner);
    return { next: "/settings" };
  });
}

/** Ends this browser's session. */
export async function signOutAction(input?: unknown): Promise<ActionResult<null>> {
  return runAction("account.change", nothingSchema, input, async (viewer) => {
    await signOut(viewer, await headers());
    return null;
  });
}

/** Ends every session of the viewer. */
export async function signOutEverywhereAction(input?: unknown): Promise<ActionResult<null>> {
  return runAction("account.change", nothingSchema, input, async (viewer) => {
    await signOutEverywhere(viewer, await headers());
    return null;
  });
}

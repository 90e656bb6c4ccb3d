"use server";

import { headers } from "next/headers";
import { signIn } from "@/lib/auth/sign-in";
import type { ActionResult } from "@/lib/contracts/action-result";
import { joinSchema, setUpSchema, signInSchema } from "@/lib/contracts/person";
import { safeReturnPath } from "@/lib/domain/return-path";
import { runPublicAction } from "@/lib/http/action";
import { clientAddress } from "@/lib/http/client-address";
import { joinByInvitation } from "@/lib/services/invitations";
import { setUpOwner } from "@/lib/services/set-up-owner";

type Entered = ActionResult<{ next: string }>;

/** Signs somebody in and says where they wanted to go. */
export async function signInAction(input: unknown): Promise<Entered> {
  return runPublicAction(signInSchema, input, async ({ next, ...credentials }) => {
    await signIn(credentials, clientAddress(await headers()));
    return { next: safeReturnPath(next) };
  });
}

/** Makes the first owner and signs them in. */
export async function setUpAction(input: unknown): Promise<Entered> {
  return runPublicAction(setUpSchema, input, async (owner) => {
    const address = clientAddress(await headers());
    await setUpOwner(owner, address);
    await signIn(owner, address);
    return { next: safeReturnPath(undefined) };
  });
}

/** Takes an invitation and signs its person in. */
export async function joinAction(input: unknown): Promise<Entered> {
  return runPublicAction(joinSchema, input, async (join) => {
    const address = clientAddress(await headers());
    const { email } = await joinByInvitation(join, address);
    await signIn({ email, password: join.password }, address);
    return { next: safeReturnPath(undefined) };
  });
}

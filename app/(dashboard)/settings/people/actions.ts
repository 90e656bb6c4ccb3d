"use server";

import { revalidatePath } from "next/cache";
import type { ActionResult } from "@/lib/contracts/action-result";
import {
  changeRoleSchema,
  invitePersonSchema,
  type NewInvitation,
  personIdSchema,
} from "@/lib/contracts/person";
import { runAction } from "@/lib/http/action";
import { invitePerson, withdrawInvitation } from "@/lib/services/invitations";
import { changeRole, removePerson } from "@/lib/services/people";

const PAGE = "/settings/people";

/** Makes an invitation's link. */
export async function invitePersonAction(input: unknown): Promise<ActionResult<NewInvitation>> {
  return runAction("people.manage", invitePersonSchema, input, async (viewer, invitation) => {
    const made = await invitePerson(viewer, invitation);
    revalidatePath(PAGE);
    return made;
  });
}

/** Makes an invitation's link worth nothing. */
export async function withdrawInvitationAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("people.manage", personIdSchema, input, async (viewer, { id }) => {
    await withdrawInvitation(viewer, id);
    revalidatePath(PAGE);
    return null;
  });
}

/** Gives somebody another role. */
export async function changeRoleAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("people.manage", changeRoleSchema, input, async (viewer, change) => {
    await changeRole(viewer, change);
    revalidatePath(PAGE);
    return null;
  });
}

/** Removes somebody. */
export async function removePersonAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("people.manage", personIdSchema, input, async (viewer, { id }) => {
    await removePerson(viewer, id);
    revalidatePath(PAGE);
    return null;
  });
}

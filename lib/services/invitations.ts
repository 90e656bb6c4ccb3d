import "server-only";
import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { INVITATION_DAYS, type Join, type NewInvitation, roleSchema } from "@/lib/contracts/person";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import {
  deleteInvitation,
  findInvitation,
  findInvitationById,
  type InvitationRecord,
  replaceInvitation,
} from "@/lib/db/invitations";
import { insertPerson, isKnownEmail } from "@/lib/db/people";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan, canGrant } from "@/lib/domain/permissions";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { assertMayGuess, forgetGuesses } from "./guess-guard";
import { hashCode, newOneTimeCode } from "./one-time-code";

const DAY_MS = 86_400_000;
const NOT_OPEN = "This invitation was used, withdrawn or has run out. Ask for a new one.";

/**
 * Invites an address with a role: the link in the answer is shown once and good once, for a week. Throws `forbidden`,
 * and `conflict` when the address is a member's.
 */
export async function invitePerson(
  viewer: Viewer,
  { email, role }: { email: string; role: Role },
  db: Database = database(),
  now = new Date(),
): Promise<NewInvitation> {
  assertCan(viewer, "people.manage");
  if (!canGrant(viewer, role)) {
    throw new AppError("forbidden", `Your role is ${viewer.role}. It cannot hand out ${role}.`);
  }
  const { code, codeHash } = newOneTimeCode();
  await db.$transaction(async (transaction) => {
    if (await isKnownEmail(transaction, email)) {
      throw new AppError("conflict", "Somebody with this address is here already.", {
        fieldErrors: { email: ["Somebody with this address is here already."] },
      });
    }
    await replaceInvitation(transaction, {
      id: randomUUID(),
      email,
      role,
      codeHash,
      invitedBy: viewer.name,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
    });
    await appendAuditEntry(transaction, {
      actor: viewer,
      action: "person.invited",
      subject: email,
      details: { role },
    });
  });
  return { email, path: `/invitation/${code}` };
}

/** Makes an invitation's link worth nothing. Throws `forbidden`, and `not_found` when it is not open any more. */
export async function withdrawInvitation(
  viewer: Viewer,
  id: string,
  db: Database = database(),
): Promise<void> {
  assertCan(viewer, "people.manage");
  await db.$transaction(async (transaction) => {
    const invitation = await findInvitationById(transaction, id);
    if (!invitation || !(await deleteInvitation(transaction, id))) {
      throw new AppError("not_found", NOT_OPEN);
    }
    await appendAuditEntry(transaction, {
      actor: viewer,
      action: "invitation.withdrawn",
      subject: invitation.email,
    });
  });
}

/** The open invitation of a link. Throws `not_found`, and `rate_limited` for somebody who tries many. */
export async function getInvitation(
  code: string,
  address: string | null,
  db: Database = database(),
  now = new Date(),
): Promise<Pick<InvitationRecord, "id" | "email" | "role" | "invitedBy">> {
  const guess = { about: "code", whom: "invitation", address } as const;
  const invitation = await findInvitation(db, hashCode(code), now);
  if (invitation) return invitation;
  await assertMayGuess(guess, db);
  throw new AppError("not_found", NOT_OPEN);
}

/** Takes an invitation: a person with a password, once. Answers the address to sign in with. */
export async function joinByInvitation(
  { code, name, password }: Join,
  address: string | null,
  db: Database = database(),
  now = new Date(),
): Promise<{ email: string }> {
  const invitation = await getInvitation(code, address, db, now);
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (transaction) => {
    if (!(await deleteInvitation(transaction, invitation.id))) {
      throw new AppError("not_found", NOT_OPEN);
    }
    const role = roleSchema.parse(invitation.role);
    const id = await insertPerson(transaction, {
      name,
      email: invitation.email,
      role,
      passwordHash,
    });
    await appendAuditEntry(transaction, {
      actor: { id, name },
      action: "person.joined",
      subject: invitation.email,
      details: { role },
    });
  });
  await forgetGuesses({ about: "code", whom: "invitation", address }, db);
  return { email: invitation.email };
}

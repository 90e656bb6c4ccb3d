import "server-only";
import { type People, roleSchema } from "@/lib/contracts/person";
import { appendAuditEntry, type DatabaseOrTransaction } from "@/lib/db/audit-entries";
import { listInvitationRecords } from "@/lib/db/invitations";
import {
  countOwners,
  deletePerson,
  findPerson,
  listPersonRecords,
  updateRole,
  withOwnersGate,
} from "@/lib/db/people";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan, canGrant } from "@/lib/domain/permissions";
import { ROLES, type Role, type Viewer } from "@/lib/domain/viewer";

/** Everybody and every open invitation, with what the viewer may change. Throws `forbidden`. */
export async function listPeople(
  viewer: Viewer,
  db: Database = database(),
  now = new Date(),
): Promise<People> {
  assertCan(viewer, "people.manage");
  const [people, invitations] = await Promise.all([
    listPersonRecords(db),
    listInvitationRecords(db),
  ]);
  return {
    people: people.map((person) => {
      const role = roleSchema.parse(person.role);
      const isSelf = person.id === viewer.id;
      return {
        id: person.id,
        name: person.name,
        email: person.email,
        role,
        joinedAt: person.createdAt.toISOString(),
        lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
        isSelf,
        isChangeable: !isSelf && canGrant(viewer, role),
      };
    }),
    invitations: invitations.map((invitation) => ({
      id: invitation.id,
      email: invitation.email,
      role: roleSchema.parse(invitation.role),
      invitedBy: invitation.invitedBy,
      expiresAt: invitation.expiresAt.toISOString(),
      isExpired: invitation.expiresAt <= now,
    })),
    grantable: ROLES.filter((role) => canGrant(viewer, role)),
  };
}

/** Gives somebody another role, at once. Throws `forbidden`, `not_found`, and `conflict` for the last owner. */
export async function changeRole(
  viewer: Viewer,
  { id, role }: { id: string; role: Role },
  db: Database = database(),
): Promise<void> {
  assertCan(viewer, "people.manage");
  await withOwnersGate(db, async (transaction) => {
    const person = await getChangeable(transaction, viewer, id);
    if (!canGrant(viewer, role)) {
      throw new AppError("forbidden", `Your role is ${viewer.role}. It cannot hand out ${role}.`);
    }
    if (role !== "owner") await assertOwnerRemains(transaction, person.role);
    await updateRole(transaction, id, role);
    await appendAuditEntry(transaction, {
      actor: viewer,
      action: "person.role_changed",
      subject: person.email,
      details: { from: person.role, to: role },
    });
  });
}

/** Removes somebody and ends every session of theirs. Throws as `changeRole` does. */
export async function removePerson(
  viewer: Viewer,
  id: string,
  db: Database = database(),
): Promise<void> {
  assertCan(viewer, "people.manage");
  await withOwnersGate(db, async (transaction) => {
    const person = await getChangeable(transaction, viewer, id);
    await assertOwnerRemains(transaction, person.role);
    await deletePerson(transaction, id);
    await appendAuditEntry(transaction, {
      actor: viewer,
      action: "person.removed",
      subject: person.email,
      details: { role: person.role },
    });
  });
}

async function getChangeable(db: DatabaseOrTransaction, viewer: Viewer, id: string) {
  const person = await findPerson(db, id);
  if (!person) throw new AppError("not_found", "This person is not here any more.");
  if (id === viewer.id) {
    throw new AppError("forbidden", "Nobody changes their own role. Ask another owner.");
  }
  if (!canGrant(viewer, roleSchema.parse(person.role))) {
    throw new AppError(
      "forbidden",
      `Your role is ${viewer.role}. It cannot change somebody who is ${person.role}.`,
    );
  }
  return person;
}

async function assertOwnerRemains(db: DatabaseOrTransaction, role: string): Promise<void> {
  if (role === "owner" && (await countOwners(db)) === 1) {
    throw new AppError("conflict", "The last owner stays: make somebody else an owner first.");
  }
}

import "server-only";
import type { Account } from "@/lib/contracts/person";
import { findPerson, hasPassword } from "@/lib/db/people";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";

/** What the viewer's own page shows. Throws `not_found` for somebody who was just removed. */
export async function getAccount(viewer: Viewer, db: Database = database()): Promise<Account> {
  assertCan(viewer, "account.change");
  const [person, hasOne] = await Promise.all([
    findPerson(db, viewer.id),
    hasPassword(db, viewer.id),
  ]);
  if (!person) throw new AppError("not_found", "This account is not here any more.");
  return { name: person.name, email: person.email, role: viewer.role, hasPassword: hasOne };
}

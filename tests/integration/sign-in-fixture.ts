import { hashPassword } from "better-auth/crypto";
import { vi } from "vitest";
import type { Auth } from "@/lib/auth/auth";
import type { ApiToken } from "@/lib/contracts/api-token";
import { insertPerson } from "@/lib/db/people";
import type { Database } from "@/lib/db/prisma";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

export const PASSWORD = "a long enough password";

type ProcessGlobals = {
  milepostDatabase?: Database | undefined;
  milepostAuth?: Auth | undefined;
};

/** A database of its own behind `database()` and `auth()`, as a server process has. */
export async function createSignInDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("AUTH_SECRET", "0123456789abcdef0123456789abcdef");
  (globalThis as ProcessGlobals).milepostDatabase = database.db;
  (globalThis as ProcessGlobals).milepostAuth = undefined;
  return database;
}

/** Adds somebody with a role, who signs in with `PASSWORD`. */
export async function addPerson(db: Database, role: Role, email: string): Promise<Viewer> {
  const name = email.split("@")[0] ?? role;
  const passwordHash = await hashPassword(PASSWORD);
  return { id: await insertPerson(db, { name, email, role, passwordHash }), name, role };
}

/** The Cookie header of a fresh session. */
export async function cookieFor({ id }: Viewer): Promise<string> {
  const { auth } = await import("@/lib/auth/auth");
  const answer = await auth().api.startEntrySession({ body: { userId: id }, asResponse: true });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** A token of a scope, made by an admin. */
export async function tokenFor(admin: Viewer, scope: ApiToken["scope"]): Promise<string> {
  const { createApiToken } = await import("@/lib/services/api-tokens");
  return (await createApiToken(admin, { name: `a ${scope} token`, scope })).token;
}

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { createApiToken, findTokenViewer, revokeApiToken } from "@/lib/services/api-tokens";
import { getInvitation, invitePerson, joinByInvitation } from "@/lib/services/invitations";
import { changeRole, listPeople, removePerson } from "@/lib/services/people";
import type { TestDatabase } from "../support/test-database";
import { addPerson, createSignInDatabase, PASSWORD } from "./sign-in-fixture";

let database: TestDatabase;
let owner: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await createSignInDatabase();
  owner = await addPerson(database.db, "owner", "owner@example.com");
  admin = await addPerson(database.db, "admin", "admin@example.com");
});
afterAll(() => database.drop());

const codeOf = (path: string) => path.split("/").at(-1) ?? "";
const failure = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

describe("an invitation", () => {
  test("makes one person with its role, however many use its link at once", async () => {
    const { path } = await invitePerson(admin, { email: "ada@example.com", role: "sender" });
    const join = { code: codeOf(path), name: "Ada", password: PASSWORD };
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => failure(joinByInvitation(join, "192.0.2.1"))),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    const { people, invitations } = await listPeople(admin);
    expect(people.find(({ email }) => email === "ada@example.com")?.role).toBe("sender");
    expect(invitations).toEqual([]);
  });

  test("is worth nothing after a week, and when it was made anew", async () => {
    const first = await invitePerson(admin, { email: "late@example.com", role: "viewer" });
    const later = new Date(Date.now() + 8 * 86_400_000);
    expect(await failure(getInvitation(codeOf(first.path), "192.0.2.2", database.db, later))).toBe(
      "not_found",
    );
    await invitePerson(admin, { email: "late@example.com", role: "viewer" });
    expect(await failure(getInvitation(codeOf(first.path), "192.0.2.2"))).toBe("not_found");
  });

  test("keeps nothing from which its link could be made again", async () => {
    const { path } = await invitePerson(admin, { email: "kept@example.com", role: "viewer" });
    const [row] = await database.query("SELECT * FROM auth_invitations WHERE email = $1", [
      "kept@example.com",
    ]);
    expect(JSON.stringify(row)).not.toContain(codeOf(path));
  });

  test("cannot give more than who invites may hand out", async () => {
    const invite = (role: "admin" | "owner") =>
      failure(invitePerson(admin, { email: `${role}2@example.com`, role }));
    expect(await invite("admin")).toBe("forbidden");
    expect(await invite("owner")).toBe("forbidden");
  });
});

describe("people", () => {
  test("an admin changes neither an owner nor another admin nor themselves", async () => {
    const other = await addPerson(database.db, "admin", "other@example.com");
    for (const { id } of [owner, other, admin]) {
      expect(await failure(changeRole(admin, { id, role: "viewer" }))).toBe("forbidden");
      expect(await failure(removePerson(admin, id))).toBe("forbidden");
    }
  });

  test("the last owner stays, also when two owners remove each other at once", async () => {
    const second = await addPerson(database.db, "owner", "second@example.com");
    const outcomes = await Promise.all([
      failure(removePerson(owner, second.id)),
      failure(removePerson(second, owner.id)),
    ]);
    expect(outcomes.sort()).toEqual(["conflict", "done"]);
    const left = await database.query<{ id: string }>(
      "SELECT id FROM auth_users WHERE role = 'owner'",
    );
    expect(left).toHaveLength(1);
  });
});

describe("an API token", () => {
  test("stands for its scope until it is revoked, and its use is noted", async () => {
    const made = await createApiToken(admin, { name: "Nightly report", scope: "read" });
    expect(await findTokenViewer(made.token)).toEqual({
      id: `token:${made.id}`,
      name: "Nightly report",
      role: "viewer",
      via: "token",
    });
    const [row] = await database.query<{ last_used_at: Date | null }>(
      "SELECT * FROM api_tokens WHERE id = $1",
      [made.id],
    );
    expect(row?.last_used_at).not.toBeNull();
    expect(JSON.stringify(row)).not.toContain(made.token);
    await revokeApiToken(admin, made.id);
    expect(await findTokenViewer(made.token)).toBeNull();
  });

  test("cannot manage people or tokens, whatever its scope", async () => {
    const made = await createApiToken(admin, { name: "Sender", scope: "send" });
    const viewer = (await findTokenViewer(made.token)) as Viewer;
    expect(await failure(listPeople({ ...viewer, role: "owner" }))).toBe("forbidden");
    expect(await failure(createApiToken({ ...viewer, role: "owner" }, made as never))).toBe(
      "forbidden",
    );
  });
});

describe("the audit", () => {
  test("holds who did what, and lets nobody change or remove it", async () => {
    const rows = await database.query<{ action: string }>("SELECT action FROM audit_entries");
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ["person.invited", "person.joined", "person.removed", "token.created"]) {
      expect(actions).toContain(action);
    }
    await expect(database.query("DELETE FROM audit_entries")).rejects.toThrow(/append-only/);
    await expect(database.query("UPDATE audit_entries SET actor_name = ''")).rejects.toThrow(
      /append-only/,
    );
  });
});

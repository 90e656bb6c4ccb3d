import { describe, expect, test } from "vitest";
import { assertCan, can, canGrant, permissionsOf } from "@/lib/domain/permissions";
import { ROLES, type Role, type Viewer } from "@/lib/domain/viewer";

const as = (role: Role, via?: "token"): Viewer => ({ id: role, name: role, role, via });

describe("can", () => {
  test("gives each role what those before it may", () => {
    const allowed = (permission: Parameters<typeof can>[1]) =>
      ROLES.filter((role) => can(as(role), permission));
    expect(allowed("messages.read")).toEqual(["viewer", "sender", "admin", "owner"]);
    expect(allowed("messages.send")).toEqual(["sender", "admin", "owner"]);
    expect(allowed("people.manage")).toEqual(["admin", "owner"]);
  });

  test("grows from role to role", () => {
    for (const [index, role] of ROLES.slice(1).entries()) {
      const lower = permissionsOf(as(ROLES[index] ?? "viewer"));
      expect(permissionsOf(as(role))).toEqual(expect.arrayContaining(lower));
    }
  });

  test.each([
    ["sender", "messages.redact", false],
    ["admin", "messages.redact", true],
    ["admin", "messages.delete", true],
  ] as const)("%s %s: %s", (role, permission, expected) => {
    expect(can(as(role), permission)).toBe(expected);
  });

  test("lets a token read and send at most, whatever its role", () => {
    expect(can(as("owner", "token"), "messages.send")).toBe(true);
    expect(can(as("viewer", "token"), "messages.send")).toBe(false);
    expect(can(as("owner", "token"), "people.manage")).toBe(false);
    expect(can(as("owner", "token"), "account.change")).toBe(false);
    expect(can(as("owner", "token"), "messages.redact")).toBe(false);
  });
});

test("assertCan names the role that is needed", () => {
  expect(() => assertCan(as("viewer"), "messages.send")).toThrow(
    "Your role is viewer. This needs the role sender or one above it.",
  );
});

test("an admin hands out less than admin, an owner everything, others nothing", () => {
  const grants = (role: Role) => ROLES.filter((granted) => canGrant(as(role), granted));
  expect(grants("owner")).toEqual(["viewer", "sender", "admin", "owner"]);
  expect(grants("admin")).toEqual(["viewer", "sender"]);
  expect(grants("sender")).toEqual([]);
  expect(canGrant(as("owner", "token"), "viewer")).toBe(false);
});

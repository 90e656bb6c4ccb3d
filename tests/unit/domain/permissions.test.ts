import { describe, expect, test } from "vitest";
import { assertCan, can, permissionsOf } from "@/lib/domain/permissions";
import { ROLES, type Role } from "@/lib/domain/viewer";

const viewer = (role: Role) => ({ id: "1", name: "Ada", role });

describe("permissions", () => {
  test("grow from role to role, and an owner has all of them", () => {
    const counts = ROLES.map((role) => permissionsOf(viewer(role)).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    for (const [index, role] of ROLES.slice(1).entries()) {
      const lower = permissionsOf(viewer(ROLES[index] ?? "viewer"));
      expect(permissionsOf(viewer(role))).toEqual(expect.arrayContaining(lower));
    }
  });

  test.each([
    ["viewer", "messages.read", true],
    ["viewer", "messages.send", false],
    ["sender", "messages.send", true],
    ["sender", "messages.redact", false],
    ["admin", "messages.redact", true],
    ["admin", "messages.delete", true],
  ] as const)("%s %s: %s", (role, permission, expected) => {
    expect(can(viewer(role), permission)).toBe(expected);
  });

  test("a refusal names the viewer's role and the one that is needed", () => {
    expect(() => assertCan(viewer("viewer"), "messages.send")).toThrow(
      "Your role is viewer. This needs the role sender or one above it.",
    );
    expect(() => assertCan(viewer("sender"), "messages.send")).not.toThrow();
  });
});

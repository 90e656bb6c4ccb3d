import { describe, expect, test } from "vitest";
import { safeReturnPath } from "@/lib/domain/return-path";

describe("safeReturnPath", () => {
  test.each(["/messages", "/messages?outcome=failed&range=7d", "/messages/msg_1", "/settings"])(
    "leads back to %s",
    (path) => {
      expect(safeReturnPath(path)).toBe(path);
    },
  );

  test.each([
    undefined,
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/..//evil.example",
    "/./\\evil.example",
    "javascript:alert(1)",
    " /messages",
    "/sign-in?next=/sign-in",
    "/api/auth/sign-out",
    `/${"a".repeat(3_000)}`,
  ])("does not follow %j", (text) => {
    expect(safeReturnPath(text)).toBe("/messages");
  });
});

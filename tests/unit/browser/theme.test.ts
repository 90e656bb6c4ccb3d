import { expect, test } from "vitest";
import { parseTheme } from "@/lib/browser/theme";

test("a cookie names a theme; anything else follows the system", () => {
  expect(parseTheme("dark")).toBe("dark");
  expect(parseTheme("light")).toBe("light");
  expect(parseTheme("neon")).toBe("system");
  expect(parseTheme(undefined)).toBe("system");
});

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

async function violationsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 360, height: 760 },
  ]) {
    test.describe(`axe finds nothing, ${colorScheme}, ${viewport.width} px,`, () => {
      test.use({ colorScheme, viewport });

      test("on the list, a message with contradicting ends, the form and the callbacks", async ({
        page,
        door,
      }) => {
        const sid = door.freshSid();
        await door.call({ sid, status: "undelivered", params: { ErrorCode: "30008" } });
        await door.call({ sid, status: "delivered" });
        for (const path of ["/messages", `/messages/${sid}`, "/send", "/callbacks"]) {
          await page.goto(path);
          await page.getByRole("heading").first().waitFor();
          expect(await violationsOf(page), path).toEqual([]);
        }
      });
    });
  }
}

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Colours are all that differs in the dark; on a phone everything may. */
const LOOKS = [
  { name: "in light", colorScheme: "light", width: 1440, rules: null },
  { name: "in dark", colorScheme: "dark", width: 1440, rules: ["color-contrast"] },
  { name: "at 360 px", colorScheme: "light", width: 360, rules: null },
] as const;

/** Looks at the page as it stands in each look, and leaves it in the first. */
export async function expectNoViolations(page: Page) {
  for (const { name, colorScheme, width, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const axe = new AxeBuilder({ page });
    const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      at: nodes.slice(0, 3).map(({ target, html }) => `${target.join(" ")} ${html.slice(0, 160)}`),
    }));
    expect.soft(found, name).toEqual([]);
  }
  await page.setViewportSize({ width: LOOKS[0].width, height: 900 });
}

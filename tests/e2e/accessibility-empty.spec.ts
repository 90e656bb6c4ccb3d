import type { Page } from "@playwright/test";
import pg from "pg";
import { expectNoViolations } from "./support/axe";
import { expect } from "./support/fixtures";
import { test as base } from "./support/own-server";

/** A connection to the database of the test's own server, to make it slow or wrong. */
const test = base.extend<{ db: pg.Client }>({
  db: async ({ server }, use) => {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    await use(client);
    await client.end();
  },
});

/** Opens the form, and waits until what stands in for the other pages while they load is there. */
async function openForm(page: Page): Promise<void> {
  const prefetched = ["/messages", "/callbacks"].map((path) =>
    page.waitForResponse(
      (answer) => answer.url().includes("_rsc=") && new URL(answer.url()).pathname === path,
    ),
  );
  await page.goto("/send");
  await Promise.all(prefetched);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
}

const follow = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();

test.describe("axe finds nothing in light, in the dark and at 360 px", () => {
  test.use({
    contextOptions: { reducedMotion: "reduce" },
    expectedErrors: /50\d|React error #441/,
  });

  test("where there is nothing yet", async ({ page }) => {
    await page.goto("/messages");
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expectNoViolations(page);
    await page.goto("/callbacks");
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expectNoViolations(page);
  });

  test("while the lists load, and where they cannot be had", async ({ page, db }) => {
    await openForm(page);
    await db.query("BEGIN; LOCK TABLE messages, status_events IN ACCESS EXCLUSIVE MODE");
    await follow(page, "Messages");
    await expect(page.getByRole("status", { name: "Loading the messages" })).toBeVisible();
    await expectNoViolations(page);
    await db.query("ROLLBACK");

    await openForm(page);
    await db.query("ALTER TABLE status_events RENAME TO hidden_events");
    await follow(page, "Callbacks");
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    await expectNoViolations(page);
  });
});

import type { Browser } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const NOBODY = { cookies: [], origins: [] };

async function signIn(
  browser: Browser,
  baseURL: string | undefined,
  email: string,
  password: string,
) {
  const context = await browser.newContext({ storageState: NOBODY, baseURL });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Messages", exact: true })).toBeVisible();
  return page;
}

test("a changed password ends the other sessions, and signing out everywhere ends all of them", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `grace-${Date.now()}@example.com`;
  const [old, fresh] = ["nanoseconds of wire", "microseconds of wire"];
  await page.goto("/settings/people");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Invite" }).click();
  const link = (await page.getByRole("status").locator("code").textContent()) ?? "";
  const joining = await browser.newContext({ storageState: NOBODY, baseURL });
  const first = await joining.newPage();
  await first.goto(link);
  await first.getByLabel("Your name").fill("Grace Hopper");
  await first.getByLabel("Password").fill(old);
  await first.getByRole("button", { name: "Join" }).click();
  await expect(first.getByRole("heading", { name: "Messages", exact: true })).toBeVisible();
  const second = await signIn(browser, baseURL, email, old);

  await first.goto("/settings");
  await first.getByLabel("Current password").fill("not the password");
  await first.getByLabel("New password").fill(fresh);
  await first.getByRole("button", { name: "Change the password" }).click();
  await expect(first.getByText("This is not your current password.")).toBeVisible();
  await first.getByLabel("Current password").fill(old);
  await first.getByRole("button", { name: "Change the password" }).click();
  await expect(first.getByText("The password is changed")).toBeVisible();
  await first.reload();
  await expect(first.getByRole("heading", { name: "Settings" })).toBeVisible();
  await second.goto("/messages");
  await expect(second).toHaveURL(/\/sign-in/);

  const third = await signIn(browser, baseURL, email, fresh);
  await first.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(first).toHaveURL(/\/sign-in/);
  await third.goto("/messages");
  await expect(third).toHaveURL(/\/sign-in/);
});

test("the theme chosen in the settings stays, also after a reload", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
});

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/fixtures";
import { type FreshServer, startFreshServer } from "./support/fresh-server";

test.use({ storageState: { cookies: [], origins: [] } });

let server: FreshServer;
test.beforeEach(async () => {
  server = await startFreshServer(process.env.E2E_DATABASE_URL ?? "");
});
test.afterEach(() => server.stop());

test("a stranger who finds a new server first gets nowhere; who has the printed code becomes the owner, once", async ({
  page,
}) => {
  const printed = await server.ownerCode();
  const [address = ""] = printed.match(/http:\S+\/set-up\?code=\S+/) ?? [];

  await page.goto(`${server.baseUrl}/messages`);
  await expect(page).toHaveURL(/\/set-up$/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByLabel("Code from the server").fill("a-guess");
  await page.getByLabel("Your name").fill("Mallory");
  await page.getByLabel("Email").fill("mallory@example.com");
  await page.getByLabel("Password").fill("mallory was here first");
  await page.getByRole("button", { name: "Become the owner" }).click();
  await expect(page.getByText("This is not the code that the server printed last.")).toBeVisible();

  await page.goto(address);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password").fill("too short");
  await page.getByRole("button", { name: "Become the owner" }).click();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  await page.getByLabel("Password").fill("analytical engine");
  await page.getByRole("button", { name: "Become the owner" }).click();
  await expect(page.getByRole("button", { name: "Account of Ada Lovelace" })).toBeVisible();
  await page.goto(`${server.baseUrl}/settings`);
  await expect(page.getByRole("definition").filter({ hasText: "owner" })).toBeVisible();

  await page.context().clearCookies();
  await page.goto(address);
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await server.ownerCode()).toContain("Somebody has a password already");
});

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/fixtures";
import { OWNER } from "./support/sign-in-owner";

const NOBODY = { cookies: [], origins: [] };

test.describe("somebody who is not signed in", () => {
  test.use({ storageState: NOBODY });

  test("is led to sign-in and back to where they wanted to go", async ({ page }) => {
    await page.goto("/settings/people");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByLabel("Email").fill(OWNER.email);
    await page.getByLabel("Password").fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await page.goto("/messages");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("gets no data and is told so, with nothing cached", async ({ request }) => {
    for (const path of ["/api/messages", "/api/live", "/api/openapi.json"]) {
      const answer = await request.get(path);
      expect(answer.status()).toBe(401);
      expect(answer.headers()["cache-control"]).toContain("no-store");
    }
  });

  test("cannot guess for ever: after ten wrong passwords they are told to wait", async ({
    page,
  }) => {
    await page.goto("/sign-in");
    const signIn = page.getByRole("button", { name: "Sign in", exact: true });
    const answer = page.getByRole("alert").filter({ hasText: /./ });
    const answers: (string | null)[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      await page.getByLabel("Email").fill("somebody@example.com");
      await page.getByLabel("Password").fill(`wrong password ${tries}`);
      const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
      await signIn.click();
      await answered;
      await expect(signIn).toBeEnabled();
      answers.push(await answer.textContent());
    }
    // The wait grows with each try; between two it may have passed.
    expect(answers[0]).toContain("Email or password is not right.");
    expect(answers.join()).toContain("Too many tries. Wait");
  });
});

test("an invited person joins, sees what their role may, and the link opens once", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `ada-${Date.now()}@example.com`;
  await page.goto("/settings/people");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Invite" }).click();
  const link = (await page.getByRole("status").locator("code").textContent()) ?? "";
  expect(link).toContain("/invitation/");

  const theirs = await browser.newContext({ storageState: NOBODY, baseURL });
  const visitor = await theirs.newPage();
  await visitor.goto(link);
  await visitor.getByLabel("Your name").fill("Ada Lovelace");
  await visitor.getByLabel("Password").fill("analytical engine");
  await visitor.getByRole("button", { name: "Join" }).click();
  await expect(visitor.getByRole("heading", { name: "Messages", exact: true })).toBeVisible();
  await visitor.goto("/settings");
  const settings = visitor.getByRole("navigation", { name: "Settings" });
  await expect(settings.getByRole("link")).toHaveText(["Account", "Sending"]);
  expect((await visitor.goto("/settings/people"))?.status()).toBe(404);
  await visitor.goto(link);
  await expect(visitor.getByText("This invitation is not open")).toBeVisible();
  await theirs.close();
});

test("a token reads until it is revoked", async ({ page, playwright, baseURL }) => {
  const name = `Report ${Date.now()}`;
  await page.goto("/settings/tokens");
  await page.getByLabel("What uses it").fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  const token = (await page.getByRole("status").locator("code").textContent()) ?? "";
  const program = await playwright.request.newContext({
    baseURL,
    storageState: NOBODY,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect((await program.get("/api/messages")).status()).toBe(200);
  expect((await program.post("/api/messages", { data: {} })).status()).toBe(403);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  const line = page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  await expect(line).toContainText("revoked");
  expect((await program.get("/api/messages")).status()).toBe(401);
  await program.dispose();
});

test("what was done is on the audit page, which can be narrowed to one kind", async ({ page }) => {
  await page.goto("/settings/audit");
  const audit = page.getByRole("list", { name: "Audit" });
  await expect(audit.getByText("Signed in").first()).toBeVisible();
  await page.getByRole("button", { name: /What was done/ }).click();
  await page.getByRole("option", { name: "Set Milepost up" }).click();
  await expect(page).toHaveURL(/action=owner\.set_up/);
  await expect(audit.getByRole("listitem")).toHaveCount(1);
});

test("another site's page can neither run an action nor sign anybody in or out", async ({
  request,
}) => {
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const action = await request.post("/settings", {
    headers: { ...foreign, "next-action": "0".repeat(42) },
    multipart: { "1_$ACTION_ID": "x" },
  });
  expect(action.status()).toBeGreaterThanOrEqual(400);
  for (const path of ["/api/auth/sign-in/email", "/api/auth/sign-out", "/api/messages"]) {
    const answer = await request.post(path, { headers: foreign, data: {} });
    expect(answer.status(), path).toBe(403);
  }
});

for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
  test(`after sign-in nobody is led to ${next}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ storageState: NOBODY, baseURL });
    const page = await context.newPage();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("Email").fill(OWNER.email);
    await page.getByLabel("Password").fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Messages", exact: true })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(baseURL);
    await context.close();
  });
}

test("every page says what a browser may load, with a new nonce each time", async ({ request }) => {
  const policies = await Promise.all(
    [1, 2].map(async () => {
      const answer = await request.get("/messages");
      return answer.headers()["content-security-policy"] ?? "";
    }),
  );
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
  }
  expect(policies[0]).not.toBe(policies[1]);
});

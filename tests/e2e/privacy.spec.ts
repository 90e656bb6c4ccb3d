import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import pg from "pg";
import { type Door, expect, test } from "./support/fixtures";

test.describe.configure({ mode: "serial" });

const NOBODY = { cookies: [], origins: [] };
const TEXT = "Your code is 482 913.";
const NOTHING_CHOSEN = `UPDATE team_privacy SET masks_numbers = false, masks_bodies = false,
  body_days = NULL, number_days = NULL, callback_days = NULL, refused_days = NULL`;
const PASSWORD = "analytical engine";

/** Runs SQL on the app's database, for what only time can make. */
async function query(sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  await client.query(sql, values);
  await client.end();
}

test.beforeEach(() => query(NOTHING_CHOSEN));
test.afterAll(() => query(NOTHING_CHOSEN));

/** A message with a delivered callback that carries the recipient's number. */
async function addMessage(door: Door, sid: string) {
  const params = { To: "+14155550142", Body: TEXT };
  expect(await door.call({ sid, status: "delivered", params })).toBe(200);
  await query("UPDATE messages SET body = $1 WHERE sid = $2", [TEXT, sid]);
}

async function choose(page: Page, wanted: { numbers: boolean; texts: boolean }) {
  await page.goto("/settings/privacy");
  const numbers = page.getByRole("checkbox", { name: "Hide numbers from viewers" });
  const texts = page.getByRole("checkbox", { name: "Hide texts from everybody" });
  await numbers.setChecked(wanted.numbers, { force: true });
  await texts.setChecked(wanted.texts, { force: true });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings hold from now on")).toBeVisible();
}

/** Somebody who only reads, signed in. */
async function openViewer(page: Page, browser: Browser, baseURL: string | undefined) {
  await page.goto("/settings/people");
  await page.getByLabel("Email").fill(`viewer-${randomBytes(4).toString("hex")}@example.com`);
  await page.getByRole("button", { name: "Invite" }).click();
  const link = (await page.getByRole("status").locator("code").textContent()) ?? "";
  const context = await browser.newContext({ storageState: NOBODY, baseURL });
  const viewer = await context.newPage();
  await viewer.goto(link);
  await viewer.getByLabel("Your name").fill("Vera Viewer");
  await viewer.getByLabel("Password").fill(PASSWORD);
  await viewer.getByRole("button", { name: "Join" }).click();
  await expect(viewer.getByRole("heading", { name: "Messages", exact: true })).toBeVisible();
  return viewer;
}

test("a viewer of a team that masks sees neither number nor text, anywhere", async ({
  page,
  browser,
  baseURL,
  door,
}) => {
  const sid = door.freshSid();
  await addMessage(door, sid);
  const viewer = await openViewer(page, browser, baseURL);
  await choose(page, { numbers: true, texts: true });

  for (const path of [`/messages?q=${sid}`, `/messages/${sid}`, `/callbacks?q=${sid}`]) {
    await viewer.goto(path);
    const hidden = viewer.getByText("•••• 0142").filter({ visible: true });
    await expect(hidden.first()).toBeVisible();
    const source = await viewer.content();
    expect(source).not.toContain("4155550142");
    expect(source).not.toContain("482 913");
  }
  await viewer.goto(`/messages/${sid}`);
  await expect(viewer.getByRole("main").getByText("Your team hides texts.")).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Reveal" })).toHaveCount(0);
  const exported = await viewer.request.get(`/api/messages/export?range=all&q=${sid}`);
  const csv = await exported.text();
  expect(csv).toContain("•••• 0142");
  expect(csv).not.toContain("482 913");
  await viewer.context().close();
});

test("who may reveals a text, and that is in the audit", async ({ page, door }) => {
  const sid = door.freshSid();
  await addMessage(door, sid);
  await choose(page, { numbers: true, texts: true });
  await page.goto(`/messages/${sid}`);
  await expect(page.getByText(TEXT)).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Reveal" }).click();
  await expect(page.getByRole("main").getByText(TEXT)).toBeVisible();
  await page.goto("/settings/audit");
  await expect(page.getByRole("listitem").filter({ hasText: "Revealed a text" })).toHaveCount(1);
});

test("what is too old is removed, and its page says when", async ({ page, door }) => {
  const sid = door.freshSid();
  await addMessage(door, sid);
  await query("UPDATE messages SET created_at = now() - interval '40 days' WHERE sid = $1", [sid]);
  await query(
    `UPDATE status_events SET received_at = now() - interval '40 days'
     WHERE message_id = (SELECT id FROM messages WHERE sid = $1)`,
    [sid],
  );
  await page.goto("/settings/privacy");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("textbox", { name: "Texts" }).fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This must be from 1 to 3650 days, or empty.")).toBeVisible();
  for (const kind of ["Texts", "Numbers", "Raw callbacks"]) {
    await page.getByRole("textbox", { name: kind }).fill("30");
  }
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings hold from now on")).toBeVisible();
  await page.getByRole("button", { name: "Carry it out now" }).click();
  await expect(page.getByText(/^Removed: 1 text, 1 number, \d+ raw callback/)).toBeVisible();

  await page.goto(`/messages/${sid}`);
  await expect(page.getByRole("main").getByText("The text was removed at")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText("removed at");
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("delivered");
  expect(await page.content()).not.toContain("4155550142");
});

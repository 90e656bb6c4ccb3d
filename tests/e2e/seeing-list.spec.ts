import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type Door, expect, test } from "./support/fixtures";

let numbers = 0;
/** A recipient that no other test has, and that is in no other list. */
function freshNumber(worker: number): string {
  numbers += 1;
  return `+1212555${String(worker * 1000 + (process.pid % 10) * 100 + numbers).padStart(4, "0")}`;
}

async function tell(door: Door, to: string, ...statuses: string[]): Promise<string> {
  const sid = door.freshSid();
  for (const status of statuses) {
    const params = { To: to, ...(status === "undelivered" ? { ErrorCode: "30003" } : {}) };
    expect(await door.call({ sid, status, params })).toBe(200);
  }
  return sid;
}

const rows = (page: Page) => page.locator("tr[data-row]");
const live = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible();
const listOf = (to: string) => `/messages?to=${encodeURIComponent(to)}`;

test("a number is found in whatever format it stands in the address", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "sent", "delivered");
  const national = `(${to.slice(2, 5)}) ${to.slice(5, 8)}-${to.slice(8)}`;
  for (const format of [to, `001 ${to.slice(2)}`, national]) {
    await page.goto(listOf(format));
    await expect(rows(page)).toHaveCount(1);
  }
  await page.goto(`/messages?q=${encodeURIComponent(national)}`);
  await expect(rows(page)).toHaveCount(1);
});

test("the keys move, open, select and go back to where the focus was", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  for (let made = 0; made < 3; made += 1) await tell(door, to, "sent", "undelivered");
  await page.goto(listOf(to));
  await live(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = rows(page).nth(1);
  await expect(second.locator("a[data-row-link]")).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows(page).nth(0).locator("a[data-row-link]")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();
  await expect(page).toHaveURL(/[?&]open=msg_/);
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();
  await live(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Timeline" })).toBeHidden();
  await expect(second.locator("a[data-row-link]")).toBeFocused();
  await page.keyboard.press("x");
  await expect(second.getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(second.getByRole("checkbox")).not.toBeChecked();
});

test("e shows only failures, and everything again", async ({ page, door }, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "delivered");
  await tell(door, to, "undelivered");
  await page.goto(listOf(to));
  await live(page);
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/outcome=failed/);
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("e");
  await expect(rows(page)).toHaveCount(2);
});

test("new messages wait behind a strip while a message is open, and changes arrive in place", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  const first = await tell(door, to, "sent");
  await page.goto(listOf(to));
  await live(page);
  await rows(page).first().click();
  await page.getByRole("region", { name: "Timeline" }).waitFor();
  await door.call({ sid: first, status: "delivered", params: { To: to } });
  await expect(rows(page).first()).toContainText("Delivered");
  await tell(door, to, "sent");
  const strip = page.getByRole("button", { name: /1 new message/ });
  await expect(strip).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await strip.click();
  await expect(rows(page)).toHaveCount(2);
});

test("a few messages under way pulse; many do not", async ({ page, door }, info) => {
  const to = freshNumber(info.parallelIndex);
  for (let made = 0; made < 4; made += 1) await tell(door, to, "queued");
  await page.goto(listOf(to));
  await live(page);
  const pulses = rows(page).locator("[class*=animate-ping]").filter({ visible: true });
  await expect(pulses).toHaveCount(4);
  await tell(door, to, "queued");
  await page.reload();
  await expect(rows(page)).toHaveCount(5);
  await expect(pulses).toHaveCount(0);
});

test("a row opens beside the list, and in a new tab as a page of its own", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "sent", "delivered");
  await page.goto(listOf(to));
  await live(page);
  const opened = page.context().waitForEvent("page");
  await rows(page)
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  const tab = await opened;
  await expect(tab.getByRole("region", { name: "Timeline" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Timeline" })).toBeHidden();
  await tab.close();
  await rows(page).first().click();
  await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("region", { name: "Timeline" })).toBeHidden();
});

test("the filtered set leaves as CSV", async ({ page, door }, info) => {
  const to = freshNumber(info.parallelIndex);
  const sid = await tell(door, to, "sent", "delivered");
  await page.goto(listOf(to));
  await live(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text).toContain(sid);
  expect(text.trim().split("\n")).toHaveLength(2);
});

test("what narrows the list is in the address, and Clear drops it all", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "delivered");
  await tell(door, to, "undelivered");
  await tell(door, to, "sent");
  await page.goto(listOf(to));
  await live(page);
  await page.getByRole("button", { name: /^Status/ }).click();
  const choices = page.getByRole("dialog", { name: "Status" });
  await choices.getByText("Delivered", { exact: true }).click();
  await choices.getByText("Undelivered", { exact: true }).click();
  await choices.getByRole("button", { name: "Done" }).click();
  await expect(page).toHaveURL(/status=delivered(,|%2C|&status=)undelivered/);
  await expect(rows(page)).toHaveCount(2);
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: /^Error code/ }).click();
  await page.getByRole("dialog", { name: "Error code" }).getByText("30003").click();
  await expect(page).toHaveURL(/error=30003/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page).toHaveURL(/\/messages$/);
});

test("the filter that is too narrow can be dropped where nothing meets it", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "delivered");
  await page.goto(`${listOf(to)}&status=canceled`);
  await page.getByRole("link", { name: "Drop Status: canceled" }).click();
  await expect(rows(page)).toHaveCount(1);
});

test("older messages are a page away, and newer ones back", async ({ page, door }, info) => {
  const to = freshNumber(info.parallelIndex);
  const sids = Array.from({ length: 51 }, () => door.freshSid());
  await Promise.all(sids.map((sid) => door.call({ sid, status: "sent", params: { To: to } })));
  await page.goto(listOf(to));
  await expect(rows(page)).toHaveCount(50);
  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Older" }).click();
  await expect(rows(page)).toHaveCount(1);
  await pages.getByRole("link", { name: "Newer" }).click();
  await expect(rows(page)).toHaveCount(50);
});

test("a full page that follows along stays one page, and Older goes on right below it", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  const sids = Array.from({ length: 53 }, () => door.freshSid());
  // A list that no other test adds to, narrowed by what the page itself can tell of a row.
  const ErrorCode = `9${to.slice(-4)}`;
  const send = (some: string[]) =>
    Promise.all(
      some.map((sid) => door.call({ sid, status: "failed", params: { To: to, ErrorCode } })),
    );
  await send(sids.slice(0, 50));
  await page.goto(`/messages?error=${ErrorCode}`);
  await live(page);
  const ids = () => rows(page).evaluateAll((found) => found.map((row) => row.dataset.row));
  await expect(rows(page)).toHaveCount(50);
  const before = await ids();
  // Only what the stream itself says is to be seen, not what is fetched behind it.
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/messages\?(?!.*cursor)/, async (route) => {
    await isReleased;
    await route.continue();
  });
  await send(sids.slice(50));
  await expect.poll(async () => (await ids())[3]).toBe(before[0]);
  expect(await rows(page).count()).toBe(50);
  const kept = await ids();

  release();
  await page
    .getByRole("navigation", { name: "Pages" })
    .getByRole("link", { name: "Older" })
    .click();
  await expect.poll(async () => (await ids())[0]).toBe(before[47]);
  expect(kept).not.toContain(before[47]);
});

test("a row tells its country, its error in words and, on hover, its exact time and zone", async ({
  page,
  door,
}, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "sent", "undelivered");
  await page.goto(listOf(to));
  const row = rows(page).first();
  await expect(row).toContainText("US");
  await expect(row).toContainText("30003 Unreachable destination handset");
  await expect(row.locator("time")).toHaveAttribute("title", /\.\d{6}, Europe\/Dublin \(GMT/);
});

test("o opens a message's own page", async ({ page, door }, info) => {
  const to = freshNumber(info.parallelIndex);
  await tell(door, to, "sent");
  await page.goto(listOf(to));
  await live(page);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/messages\/msg_/);
});

test("a tab that is out of sight on a phone is scrolled into view when it is the current one", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/messages?outcome=unknown");
  const tab = page.getByRole("navigation", { name: "Outcome" }).locator("[aria-current]");
  await expect(tab).toContainText("Unknown");
  await expect(tab).toBeInViewport({ ratio: 1 });
  await page.goto("/callbacks?verdict=refused");
  const verdict = page.getByRole("navigation", { name: "Verdict" }).locator("[aria-current]");
  await expect(verdict).toBeInViewport({ ratio: 1 });
});

test("no page is wider than a phone", async ({ page, door }, info) => {
  const to = freshNumber(info.parallelIndex);
  const sid = await tell(door, to, "sent", "undelivered", "delivered", "held_by_carrier");
  await page.setViewportSize({ width: 360, height: 740 });
  const pages = [
    "/messages",
    listOf(to),
    `/messages/${sid}`,
    "/callbacks",
    "/callbacks/names",
    "/send",
  ];
  for (const address of pages) {
    await page.goto(address);
    await page.getByRole("heading").first().waitFor();
    await live(page);
    const widths = await page.evaluate(() =>
      [...document.querySelectorAll("html, main, body header:first-of-type")].map(
        (element) => element.getBoundingClientRect().right - window.innerWidth,
      ),
    );
    expect(Math.max(...widths), address).toBeLessThanOrEqual(0);
  }
});

test.describe("when the connection suffers", () => {
  test.use({ expectedErrors: /503|ERR_INTERNET_DISCONNECTED|Failed to fetch/ });

  test("what happens meanwhile is there once it is back, once", async ({ page, door }, info) => {
    const to = freshNumber(info.parallelIndex);
    const sid = await tell(door, to, "sent");
    await page.goto(listOf(to));
    await live(page);
    await page.context().setOffline(true);
    await expect(page.getByText("Offline", { exact: true })).toBeVisible();
    await door.call({ sid, status: "delivered", params: { To: to } });
    const second = await tell(door, to, "sent");
    await page.context().setOffline(false);
    await live(page);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).nth(1)).toContainText("Delivered");
    await door.call({ sid: second, status: "delivered", params: { To: to } });
    await expect(rows(page).nth(0)).toContainText("Delivered");
    await expect(rows(page)).toHaveCount(2);
  });

  test("without a stream the page polls, says so, and is up to date", async ({
    page,
    door,
  }, info) => {
    const to = freshNumber(info.parallelIndex);
    const sid = await tell(door, to, "sent");
    await page.route("**/api/live", (route) => route.fulfill({ status: 503 }));
    await page.goto(listOf(to));
    await expect(page.getByRole("status").filter({ hasText: "Polling" })).toContainText(
      "every 3 s",
    );
    await door.call({ sid, status: "delivered", params: { To: to } });
    await expect(rows(page).first()).toContainText("Delivered");
  });
});

import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const live = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible();
const rail = (page: Page) => page.getByRole("navigation", { name: "Main" });
const palette = (page: Page) => page.getByRole("dialog", { name: "Search and commands" });

async function openPalette(page: Page) {
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette(page)).toBeVisible();
  return palette(page).getByPlaceholder(/^Go to a page/);
}

test("/ leads to the search, and what is typed there is found", async ({ page, door }) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "delivered" });
  await page.goto("/callbacks");
  await live(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();
  await page.keyboard.type(sid);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/messages\\?.*q=${sid}`));
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
});

test("the keys lead to every page, and c to a new message", async ({ page }) => {
  await page.goto("/callbacks");
  await live(page);
  for (const [key, address] of [
    ["m", /\/messages$/],
    ["s", /\/send$/],
    ["e", /\/settings$/],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page).toHaveURL(address);
  }
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/send$/);
});

test("the palette goes to a page, finds a message and changes the theme", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "delivered" });
  await page.goto("/messages");
  await live(page);
  await (await openPalette(page)).fill("callb");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/callbacks$/);

  await (await openPalette(page)).fill(sid);
  await palette(page).getByRole("menuitem").filter({ hasText: "delivered" }).click();
  await expect(page).toHaveURL(/open=msg_/);
  await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();

  await (await openPalette(page)).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a chosen theme is there with the first byte of the next page", async ({ page }) => {
  await page.goto("/messages");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const html = await (await page.request.get("/callbacks")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
});

test("the focus is back where it was when a window closes", async ({ page }) => {
  await page.goto("/messages");
  await live(page);
  const help = page.getByRole("button", { name: "Keys" });
  await help.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeFocused();
});

test("the rail becomes icons on a narrow window and a bar at the bottom of a phone", async ({
  page,
}) => {
  await page.goto("/messages");
  const widthOf = async () => (await rail(page).boundingBox())?.width ?? 0;
  const word = rail(page).getByText("Settings", { exact: true });
  expect(await widthOf()).toBeGreaterThan(150);
  await expect(word).toBeInViewport();
  await page.setViewportSize({ width: 1000, height: 800 });
  expect(await widthOf()).toBeLessThan(60);
  await expect(rail(page).getByRole("link", { name: "Settings" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  const bar = await rail(page).boundingBox();
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeCloseTo(740, 0);
  await expect(word).toBeInViewport();
});

test("the mode and the connection are told in words", async ({ page }) => {
  await page.goto("/messages");
  await expect(page.getByRole("banner")).toContainText("Simulator");
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Live");
});

test("an address that leads nowhere says so, and leads back", async ({ page }) => {
  const answer = await page.request.get("/nothing-here");
  expect(answer.status()).toBe(404);
  expect(await answer.text()).toContain("There is no page at this address");
});

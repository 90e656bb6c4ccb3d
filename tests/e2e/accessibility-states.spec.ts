import type { Page } from "@playwright/test";
import { expectNoViolations } from "./support/axe";
import { FAILURE } from "./support/failure";
import { type Door, expect, test } from "./support/fixtures";

const LISTS = /\/api\/messages(\?|$)/;
const live = (page: Page) => page.getByText("Live", { exact: true }).waitFor();
const firstRow = (page: Page) => page.locator("tr[data-row]").first();
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });

async function failed(door: Door): Promise<string> {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  await door.call({ sid, status: "undelivered", params: { ErrorCode: "30003" } });
  return sid;
}

async function openList(page: Page, door: Door) {
  await failed(door);
  await page.goto("/messages");
  await live(page);
}

const chooseSevenDays = async (page: Page) => {
  await page.getByRole("button", { name: /^Range/ }).click();
  await page.getByRole("dialog").getByText("last 7 d", { exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
};

test.describe("axe finds nothing in light, in the dark and at 360 px", () => {
  test.use({
    contextOptions: { reducedMotion: "reduce" },
    expectedErrors: /503|404|ERR_INTERNET_DISCONNECTED|Failed to fetch/,
  });

  test("on a list whose filters nothing meets", async ({ page }) => {
    await page.goto("/messages?q=nobodyhassaidthis&status=read&range=all");
    await page.getByRole("heading", { name: "No message fits these filters" }).waitFor();
    await expectNoViolations(page);
  });

  test("on a list while other rows are fetched", async ({ page, door }) => {
    await page.route(LISTS, () => new Promise(() => undefined));
    await openList(page, door);
    await chooseSevenDays(page);
    await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "true");
    await expectNoViolations(page);
  });

  test("on a list that could not be brought up to date", async ({ page, door }) => {
    await page.route("**/api/live", (route) => route.fulfill(FAILURE));
    await page.route(LISTS, (route) => route.fulfill(FAILURE));
    // While one is under way the page asks every few seconds.
    await door.call({ sid: door.freshSid(), status: "sent" });
    await page.goto("/messages");
    await page.getByText("Not up to date.").waitFor();
    await expect(firstRow(page)).toBeVisible();
    await expectNoViolations(page);
  });

  test("on a list whose other rows could not be fetched: it shows none of the old ones", async ({
    page,
    door,
  }) => {
    await page.route(LISTS, (route) => route.fulfill(FAILURE));
    await openList(page, door);
    await chooseSevenDays(page);
    await page.getByRole("heading", { name: "The messages could not be fetched" }).waitFor();
    await expect(firstRow(page)).toBeHidden();
    await expectNoViolations(page);
  });

  test("on a list without network", async ({ page, door }) => {
    await openList(page, door);
    await page.context().setOffline(true);
    await page.getByText("You are offline.").waitFor();
    await expectNoViolations(page);
  });

  test("on a range being chosen", async ({ page, door }) => {
    await openList(page, door);
    await page.getByRole("button", { name: /^Range/ }).click();
    await page.getByRole("button", { name: "Custom…" }).click();
    await page.getByRole("button", { name: "Show this range" }).waitFor();
    await expectNoViolations(page);
  });

  test("on a selection and the question before it is sent again", async ({ page, door }) => {
    await openList(page, door);
    await firstRow(page).getByRole("checkbox").check();
    await page.getByRole("button", { name: "Copy the SIDs of the selected messages" }).waitFor();
    await expectNoViolations(page);
  });

  test("on a panel that is loading, and on one that could not load", async ({ page, door }) => {
    await page.route("**/api/messages/*", () => new Promise(() => undefined));
    await openList(page, door);
    await firstRow(page).click();
    await page.getByText("Fetching the message").waitFor({ state: "attached" });
    await expectNoViolations(page);
    await page.unroute("**/api/messages/*");
    await page.route("**/api/messages/*", (route) => route.fulfill(FAILURE));
    await openList(page, door);
    await firstRow(page).click();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await expectNoViolations(page);
  });

  test("on the menu of a message and the question it asks", async ({ page, door }) => {
    await page.goto(`/messages/${await failed(door)}`);
    await live(page);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menu").waitFor();
    await expectNoViolations(page);
    await page.getByRole("menuitem", { name: "Remove the text…" }).click();
    await page.getByRole("alertdialog").waitFor();
    await expectNoViolations(page);
  });

  test("on a message with a callback in quarantine", async ({ page, door, request }) => {
    const sid = await failed(door);
    await request.post("/api/webhooks/twilio/message-status", {
      form: { AccountSid: door.accountSid, MessageSid: sid, MessageStatus: "delivered" },
      headers: { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
    });
    await page.goto(`/messages/${sid}`);
    await timeline(page).getByText("refused, in quarantine").waitFor();
    await expectNoViolations(page);
  });

  test("on the palette with messages found", async ({ page, door }) => {
    const sid = await failed(door);
    await page.goto("/messages");
    await live(page);
    await page.keyboard.press("ControlOrMeta+k");
    await page
      .getByRole("dialog")
      .getByPlaceholder(/^Go to a page/)
      .fill(sid);
    await page.getByRole("menuitem").filter({ hasText: "undelivered" }).waitFor();
    await expectNoViolations(page);
  });

  test("on callbacks whose filters nothing meets, and on their URL", async ({ page }) => {
    await page.goto("/callbacks?q=nobodyhassaidthis&range=all");
    await page.getByRole("heading", { name: "No callback fits these filters" }).waitFor();
    await expectNoViolations(page);
    await page.getByRole("button", { name: "Callback URL" }).click();
    await page.getByRole("dialog", { name: "Callback URL" }).waitFor();
    await expectNoViolations(page);
  });

  test("on an orphan to be adopted", async ({ page, door, request }) => {
    const sid = await failed(door);
    const { items } = await (await request.get(`/api/callbacks?q=${sid}`)).json();
    await page.goto(`/callbacks?open=${items[0].id}`);
    await page.getByRole("button", { name: "Adopt" }).waitFor();
    await expectNoViolations(page);
  });

  test("on callbacks that could not be brought up to date, and on others that could not be fetched", async ({
    page,
    door,
  }) => {
    await failed(door);
    await page.route(/\/api\/callbacks(\?|$)/, (route) => route.fulfill(FAILURE));
    await page.goto("/callbacks");
    await page.getByText("Not up to date.").waitFor();
    await expect(firstRow(page)).toBeVisible();
    await expectNoViolations(page);
    await chooseSevenDays(page);
    await page.getByRole("heading", { name: "The callbacks could not be fetched" }).waitFor();
    await expect(firstRow(page)).toBeHidden();
    await expectNoViolations(page);
  });

  test("on a page that is not there, and on a message that is not", async ({ page }) => {
    for (const address of ["/nothing-here", "/messages/SM00000000000000000000000000000000"]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectNoViolations(page);
    }
  });
});

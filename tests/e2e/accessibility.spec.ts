import type { APIRequestContext } from "@playwright/test";
import { expectNoViolations } from "./support/axe";
import { type Door, expect, test } from "./support/fixtures";

/** A message with two endings, and a failed one with an unknown status and parameter. */
async function tellStories(door: Door): Promise<{ conflict: string; failed: string }> {
  const conflict = door.freshSid();
  await door.call({ sid: conflict, status: "sent" });
  await door.call({ sid: conflict, status: "undelivered", params: { ErrorCode: "30008" } });
  await door.call({ sid: conflict, status: "delivered" });
  const failed = door.freshSid();
  await door.call({ sid: failed, status: "sent" });
  await door.call({ sid: failed, status: "undelivered", params: { ErrorCode: "30003" } });
  await door.call({ sid: failed, status: "teleported", params: { Novelty: "1" } });
  return { conflict, failed };
}

/** A callback with a signature that nobody made. */
async function forgeCallback(request: APIRequestContext): Promise<void> {
  await request.post("/api/webhooks/twilio/message-status", {
    form: { MessageSid: `SM${"0".repeat(32)}`, MessageStatus: "delivered" },
    headers: { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
  });
}

/** Those that need no preparation. */
const PAGES = [
  "/send",
  "/send/bulk",
  "/send/batches",
  "/callbacks/names",
  "/settings",
  "/settings/sending",
  "/settings/people",
  "/settings/tokens",
  "/settings/privacy",
  "/settings/audit",
];

test.describe("axe finds nothing in light, in the dark and at 360 px", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("on the list of messages", async ({ page, door }) => {
    await tellStories(door);
    await page.goto("/messages");
    await page.locator("tr[data-row]").first().waitFor();
    await expectNoViolations(page);
  });

  test("on the list with a filter open", async ({ page, door }) => {
    await tellStories(door);
    await page.goto("/messages");
    await page.getByRole("button", { name: /^Status/ }).click();
    await page.getByRole("dialog").waitFor();
    await expectNoViolations(page);
  });

  test("on the side panel", async ({ page, door, request }) => {
    const { failed } = await tellStories(door);
    const message = await (await request.get(`/api/messages/${failed}`)).json();
    await page.goto(`/messages?open=${message.id}`);
    await page.getByRole("region", { name: "Timeline" }).waitFor();
    await expectNoViolations(page);
  });

  test("on a message that is contradicted", async ({ page, door }) => {
    const { conflict } = await tellStories(door);
    await page.goto(`/messages/${conflict}`);
    await page.getByRole("region", { name: "Timeline" }).waitFor();
    await expectNoViolations(page);
  });

  test("on a message that failed, with a request of it open", async ({ page, door }) => {
    const { failed } = await tellStories(door);
    await page.goto(`/messages/${failed}`);
    await page
      .getByRole("region", { name: "Timeline" })
      .getByRole("button", { name: /of teleported, what came with it/ })
      .click();
    await page.getByRole("tab", { name: /Parameters/ }).waitFor();
    await expectNoViolations(page);
  });

  for (const address of PAGES) {
    test(`on ${address}`, async ({ page }) => {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectNoViolations(page);
    });
  }

  test("on callbacks", async ({ page, request }) => {
    await forgeCallback(request);
    await page.goto("/callbacks");
    await page.locator("tr[data-row]").first().waitFor();
    await expectNoViolations(page);
  });

  test("on a refused callback", async ({ page, request }) => {
    await forgeCallback(request);
    const refused = await (await request.get("/api/callbacks?verdict=refused")).json();
    await page.goto(`/callbacks?open=${refused.items[0].id}`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await expectNoViolations(page);
  });

  test("on the simulator and the truth about a message", async ({ page, request }) => {
    await page.goto("/simulator");
    await page.getByRole("spinbutton", { name: "Messages" }).fill("1");
    await page.getByRole("button", { name: "Start campaign" }).click();
    await expect(page.getByText("1 message is being sent.")).toBeVisible();
    const rows = page.getByRole("list", { name: "Messages" }).getByRole("listitem");
    await rows.first().waitFor();
    await expectNoViolations(page);

    const ledger = await (await request.get("/api/simulator/ledger")).json();
    await page.goto(`/simulator/${ledger.items[0].entry.sid}`);
    await page.getByRole("list", { name: "Statuses" }).waitFor();
    await expectNoViolations(page);
  });

  test("on the palette and the list of keys", async ({ page }) => {
    await page.goto("/messages");
    // From here on the page hears keys.
    await page.getByText("Live", { exact: true }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
    await expectNoViolations(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await expectNoViolations(page);
  });

  test.describe("to somebody who is not signed in,", () => {
    test.use({ storageState: { cookies: [], origins: [] } });

    test("on signing in and on an invitation that is not open", async ({ page }) => {
      for (const address of ["/sign-in", "/invitation/none"]) {
        await page.goto(address);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await expectNoViolations(page);
      }
    });
  });
});

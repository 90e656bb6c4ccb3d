import { expect, test } from "./support/fixtures";

test.describe
  .serial("the simulator's page", () => {
    test.afterAll(async ({ request }) => {
      await request.put(`${process.env.E2E_SIMULATOR_URL}/simulator/settings`, {
        data: { preset: "calm" },
      });
    });

    test("switches the preset and a single probability, and back", async ({ page }) => {
      await page.goto("/messages");
      await page.getByRole("navigation", { name: "Main" }).getByText("Simulator").click();
      const preset = page.getByRole("radiogroup", { name: "Preset" });
      const forged = page.getByRole("spinbutton", { name: "Forged signature, %" });
      await expect(preset.getByRole("radio", { name: "Calm" })).toBeChecked();
      await expect(forged).toHaveValue("0");

      await preset.getByRole("radio", { name: "A bad day" }).click();
      await expect(forged).toHaveValue("1");
      await preset.getByRole("radio", { name: "Calm" }).click();
      await expect(forged).toHaveValue("0");

      const unread = page.getByRole("spinbutton", { name: "Delivered ones that are read, %" });
      await unread.fill("12.5");
      await unread.press("Enter");
      await expect(page.getByText("Not changed")).toBeHidden();
      await page.reload();
      await expect(unread).toHaveValue("12.5");
      await page.getByRole("button", { name: "Back to the preset" }).click();
      await expect(unread).toHaveValue("60");
    });

    test("starts a campaign of 20 and leads from its ledger to truth and timeline", async ({
      page,
    }) => {
      await page.goto("/simulator");
      await page.getByRole("spinbutton", { name: "Messages" }).fill("20");
      await page.getByRole("spinbutton", { name: "A second" }).fill("50");
      await page.getByRole("button", { name: "Start campaign" }).click();
      await expect(page.getByText("20 messages are being sent.")).toBeVisible();
      await expect(page.getByRole("link", { name: "Progress" })).toHaveAttribute(
        "href",
        /^\/send\/batches\/batch_/,
      );

      const rows = page.getByRole("list", { name: "Messages" }).getByRole("listitem");
      await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(20);
      await expect(rows.filter({ hasText: "agrees" }).first()).toBeVisible();

      await rows
        .filter({ hasText: "agrees" })
        .first()
        .getByRole("link", { name: /truth against timeline/ })
        .click();
      await expect(page.getByRole("heading", { name: "Truth against timeline" })).toBeVisible();
      const statuses = page.getByRole("list", { name: "Statuses" });
      await expect(statuses).toContainText("answered 200");
      await expect(page.getByRole("region", { name: "Verdict" })).toContainText("agrees");

      await page.getByRole("link", { name: "Milepost’s timeline" }).click();
      await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();
    });

    test("a campaign of nothing is refused at its field", async ({ page }) => {
      await page.goto("/simulator");
      await page.getByRole("spinbutton", { name: "Messages" }).fill("0");
      await page.getByRole("button", { name: "Start campaign" }).click();
      await expect(page.getByText("This must be from 1 to 10,000.")).toBeVisible();
    });
  });

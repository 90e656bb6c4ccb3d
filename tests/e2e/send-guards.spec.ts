import type { Page } from "@playwright/test";
import { expect } from "./support/fixtures";
import { test } from "./support/own-server";
import {
  bodyField,
  openSendForm,
  send,
  sendButton,
  sendFromNumber,
  writeTo,
} from "./support/send-form";

const SIMULATOR = {
  TWILIO_ACCOUNT_SID: process.env.E2E_ACCOUNT_SID ?? "",
  TWILIO_AUTH_TOKEN: process.env.E2E_AUTH_TOKEN ?? "",
  TWILIO_API_BASE_URL: process.env.E2E_SIMULATOR_URL ?? "",
};

async function fillIn(page: Page, to: string): Promise<void> {
  await openSendForm(page);
  await writeTo(page, [to]);
  await sendFromNumber(page);
  await bodyField(page).fill("Your table is ready.");
}

async function expectMessages(page: Page, count: number): Promise<void> {
  const answer = await page.request.get("/api/messages?range=all");
  expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(count);
}

test.describe("where one message a minute may be sent, and only to one country", () => {
  test.use({
    settings: { ...SIMULATOR, SEND_ALLOWED_PREFIXES: "+1", SEND_LIMIT_PER_MINUTE: "1" },
  });

  test("a number elsewhere is refused at its field, one within is sent to, and a second message is refused in words", async ({
    page,
  }) => {
    await fillIn(page, "+353851234567");
    await sendButton(page).click();
    const to = page.getByRole("textbox", { name: "To" });
    await expect(to).toHaveAttribute("aria-invalid", "true");
    await expect(to).toHaveAccessibleDescription(
      /this Milepost may send only to numbers that begin with \+1\./,
    );
    await expectMessages(page, 0);

    await page.getByRole("button", { name: "Remove +353851234567" }).click();
    await writeTo(page, ["+14155550100"]);
    await send(page);
    await expectMessages(page, 1);

    await fillIn(page, "+14155550100");
    await sendButton(page).click();
    await expect(
      page
        .getByRole("alert")
        .getByText(/One person may send 1 message in a minute\. Nothing was sent now\./),
    ).toBeVisible();
    await expect(page).toHaveURL(/\/send$/);
    await expect(bodyField(page)).toHaveValue("Your table is ready.");
    await expectMessages(page, 1);
  });
});

for (const { where, settings, sentence } of [
  {
    where: "longer than Twilio takes",
    settings: { ...SIMULATOR, PUBLIC_BASE_URL: `http://127.0.0.1:9/${"long/".repeat(800)}` },
    sentence: /^The URL has 4\d{3} characters\. Twilio takes at most 4000\.$/,
  },
  {
    where: "of this machine, which the real Twilio cannot reach",
    settings: { PUBLIC_BASE_URL: "http://localhost:9" },
    sentence: /^Twilio cannot reach the URL from the internet: localhost is a name for local use/,
  },
]) {
  test.describe("where the callback address is", () => {
    test.use({ settings });

    test(`${where}, the form says so at its field and sends nothing`, async ({ page }) => {
      await fillIn(page, "+14155550100");
      await sendButton(page).click();
      await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
      await expect(page.getByRole("radio", { name: /^This message’s/ })).toBeFocused();
      await expect(page).toHaveURL(/\/send$/);
      await expectMessages(page, 0);
    });
  });
}

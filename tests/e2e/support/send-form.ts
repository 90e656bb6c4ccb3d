import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures";

export const NUMBER = "+15005550006";

/** Opens a page and waits until it hears of changes, so that it also hears what is done to it. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("status").filter({ hasText: /^Live$/ })).toBeVisible();
}

/** The empty form, ready to be filled in. */
export async function openSendForm(page: Page): Promise<void> {
  await openLive(page, "/send");
  await page.getByRole("heading", { name: "Send", exact: true }).waitFor();
}

export async function writeTo(page: Page, numbers: readonly string[]): Promise<void> {
  const field = page.getByRole("textbox", { name: "To" });
  for (const number of numbers) {
    await field.fill(number);
    await field.press("Enter");
  }
}

export async function sendFromNumber(page: Page, number = NUMBER): Promise<void> {
  const box = page.getByRole("combobox", { name: "Number" });
  await box.fill(number);
  await box.press("Tab");
}

/** By a Messaging Service, with this message's own callback. */
export async function sendByService(page: Page, service = "Marketing"): Promise<void> {
  await page.getByRole("radio", { name: "Messaging Service" }).click();
  await page.getByRole("button", { name: /Messaging Service/ }).click();
  await page.getByRole("option", { name: service }).click();
}

export const bodyField = (page: Page): Locator => page.getByRole("textbox", { name: "Body" });

export const sendButton = (page: Page): Locator =>
  page.getByRole("button", { name: /^Send(?! again)/ });

/** Sends the form and waits for the message's page. */
export async function send(page: Page): Promise<void> {
  await sendButton(page).click();
  await expect(page).toHaveURL(/\/messages\/msg_[0-9A-Z]{26}$/);
}

/** One text to one number, as far as its page. */
export async function sendText(page: Page, to: string, body: string): Promise<void> {
  await openSendForm(page);
  await writeTo(page, [to]);
  await sendFromNumber(page);
  await bodyField(page).fill(body);
  await send(page);
}

export const details = (page: Page): Locator =>
  page.getByRole("complementary", { name: "Details" });

export const timeline = (page: Page): Locator => page.getByRole("region", { name: "Timeline" });

/** The one fact of the details that has this name. */
export const fact = (page: Page, term: string): Locator =>
  details(page)
    .locator("dl > div")
    .filter({ has: page.getByText(term, { exact: true }) })
    .locator("dd");

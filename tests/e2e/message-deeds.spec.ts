import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import {
  bodyField,
  details,
  fact,
  openLive,
  openSendForm,
  send,
  sendButton,
  sendByService,
  sendFromNumber,
  sendText,
  timeline,
  writeTo,
} from "./support/send-form";

const deed = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const confirm = (page: Page, name: string) =>
  page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();

async function choose(page: Page, item: string) {
  await deed(page, "More actions").click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a message is read from Twilio on demand, as one more event", async ({ page }) => {
  await sendText(page, "+14155550121", "Its callbacks are all lost.");
  await expect(timeline(page).getByText("queued", { exact: true })).toBeVisible();
  // Twilio knows the price some time after the status.
  await expect(async () => {
    await deed(page, "Fetch now").click();
    await expect(page.getByText(/Twilio says delivered/)).toBeVisible({ timeout: 2_000 });
    await expect(fact(page, "Price")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(timeline(page).getByText("delivered", { exact: true }).first()).toBeVisible();
});

test("a contradiction is settled by asking Twilio from the timeline itself", async ({ page }) => {
  await sendText(page, "+14155550108", "Two endings.");
  await timeline(page).getByRole("button", { name: "Ask now" }).click();
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Delivered");
  await expect(timeline(page).getByRole("button", { name: "Ask now" })).toBeHidden();
});

test("a scheduled message is canceled", async ({ page }) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendByService(page);
  await bodyField(page).fill("Never mind.");
  await page.getByRole("radio", { name: "At a time…" }).click();
  await send(page);
  await deed(page, "Cancel sending").click();
  await confirm(page, "Cancel sending");
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Canceled");
  await expect(timeline(page).getByText("canceled", { exact: true }).first()).toBeVisible();
  await expect(deed(page, "Cancel sending")).toBeHidden();
});

test("a failed message is sent again as a new one, and both name each other", async ({ page }) => {
  await sendText(page, "+15005530003", "Try it twice.");
  const old = page.url();
  await deed(page, "Send again").click();
  await expect(page.getByRole("alertdialog")).toContainText("30003");
  await confirm(page, "Send again");
  await expect(page).not.toHaveURL(old);
  await expect(page).toHaveURL(/\/messages\/msg_/);
  await fact(page, "In place of").getByRole("link").click();
  await expect(page).toHaveURL(old);
  await expect(fact(page, "Sent again as").getByRole("link")).toBeVisible();
});

test("a message's text is removed here and at Twilio", async ({ page }) => {
  const secret = `secret ${randomUUID()}`;
  await sendText(page, "+14155550100", secret);
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
  await choose(page, "Remove the text…");
  await confirm(page, "Remove the text");
  await expect(details(page)).toContainText("The text was removed");
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.goto(`/messages?q=${encodeURIComponent(secret)}`);
  await expect(page.getByRole("row").filter({ hasText: secret })).toHaveCount(0);
});

test("a message is deleted at Twilio, and its record stays", async ({ page }) => {
  await sendText(page, "+14155550100", "Forget me there.");
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
  await choose(page, "Delete at Twilio…");
  await confirm(page, "Delete at Twilio");
  await expect(fact(page, "Deleted")).toContainText("at Twilio");
  await expect(deed(page, "Fetch now")).toBeHidden();
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
});

test("a message that Twilio never answered is looked up, and a person decides that it was not sent", async ({
  page,
}) => {
  await sendText(page, "+14155550113", `The line was cut ${randomUUID()}`);
  await deed(page, "Look it up at Twilio").click();
  await expect(page.getByText("Twilio lists no such message")).toBeVisible();
  await deed(page, "Decide…").click();
  const dialog = page.getByRole("dialog", { name: "What became of it?" });
  await dialog.getByText("It was sent.", { exact: true }).click();
  await dialog.getByRole("textbox", { name: "Message SID" }).fill(`SM${"0".repeat(32)}`);
  await dialog.getByRole("button", { name: "Decide" }).click();
  await expect(page.getByText("Twilio does not know this SID.")).toBeVisible();
  await dialog.getByText("It was not sent.", { exact: true }).click();
  await dialog.getByRole("button", { name: "Decide" }).click();
  await expect(page.getByText(/decided that it was not sent/)).toBeVisible();
  await expect(deed(page, "Send again")).toBeVisible();
});

test("a message that Twilio took without answering is found by its callback, and not sent twice", async ({
  page,
}) => {
  const body = `Heard of later ${randomUUID()}`;
  await sendText(page, "+14155550114", body);
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
  await page.goto(`/messages?q=${encodeURIComponent(body)}`);
  await expect(page.getByRole("row").filter({ hasText: body })).toHaveCount(1);
});

test("the failed ones of a selection are sent again after a question that says how many and what it costs", async ({
  page,
}) => {
  const words = `selection${Date.now()}`;
  await openSendForm(page);
  await writeTo(page, ["+15005530005", "+15005530006", "+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill(words);
  await sendButton(page).click();
  await expect(page).toHaveURL(/\/messages\?q=/);
  const rows = page.getByRole("row").filter({ hasText: words });
  await expect(rows.filter({ hasText: "Undelivered" })).toHaveCount(2);
  await expect(rows.filter({ hasText: /\bDelivered/ })).toHaveCount(1);
  for (const row of await rows.all()) {
    await row.getByRole("checkbox").click();
    await expect(row.getByRole("checkbox")).toBeChecked();
  }
  await page.getByRole("button", { name: "Send 2 again" }).click();
  const question = page.getByRole("alertdialog", { name: "Send 2 messages once more?" });
  await expect(question).toContainText("Cost");
  await expect(question).toContainText("1, which did not fail");
  await expect(question).toContainText("30005, 30006");
  await question.getByRole("button", { name: "Send 2 messages" }).click();
  await expect(page.getByText("2 messages sent again")).toBeVisible();
  await openLive(page, `/messages?q=${words}`);
  await expect(rows).toHaveCount(5);
});

import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

type Sender = { number: string } | { service: string; callback: "service" | "message" };

async function send(page: Page, message: { to: string; body: string; sender: Sender }) {
  await page.goto("/messages");
  await page.getByRole("link", { name: "Send", exact: true }).first().click();
  await page.getByRole("heading", { name: "Send", exact: true }).waitFor();
  await page.getByRole("textbox", { name: "To" }).fill(message.to);
  if ("number" in message.sender) {
    const number = page.getByRole("combobox", { name: "Number" });
    await number.fill(message.sender.number);
    await number.press("Tab");
  } else {
    await page.getByRole("radio", { name: "Messaging Service" }).click();
    await page.getByRole("button", { name: /Messaging Service/ }).click();
    await page.getByRole("option", { name: message.sender.service }).click();
    const label = message.sender.callback === "service" ? "The service’s" : "This message’s";
    await page.getByText(label, { exact: true }).click();
  }
  await page.getByRole("textbox", { name: "Body" }).fill(message.body);
  await page.getByRole("button", { name: /^Send/ }).click();
}

function timeline(page: Page) {
  return page.getByRole("region", { name: "Timeline" });
}

const NUMBER = { number: "+15005550006" };

test("a message sent from the form is watched from queued to delivered without a reload", async ({
  page,
}) => {
  await send(page, { to: "+14155550100", body: "From a number.", sender: NUMBER });
  await expect(page).toHaveURL(/\/messages\/msg_[0-9A-Z]{26}$/);
  const navigations: string[] = [];
  page.on("framenavigated", (frame) => navigations.push(frame.url()));
  await expect(timeline(page).getByText("queued", { exact: true })).toBeVisible();
  await expect(timeline(page).getByText("sent", { exact: true })).toBeVisible();
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Delivered");
  expect(navigations).toEqual([]);

  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details).toContainText("/api/webhooks/twilio/message-status?message=msg_");
  await expect(details).toContainText("#rc=5&rp=all");
});

test("a message that fails shows its error code and what it means", async ({ page }) => {
  await send(page, { to: "+15005530003", body: "To a phone that is off.", sender: NUMBER });
  await expect(timeline(page).getByText("undelivered", { exact: true })).toBeVisible();
  await expect(timeline(page)).toContainText("30003");
  await expect(timeline(page)).toContainText("Unreachable destination handset");
  await expect(timeline(page).getByRole("link", { name: /30003/ })).toHaveAttribute(
    "href",
    "https://www.twilio.com/docs/api/errors/30003",
  );
});

test("a Messaging Service's own callback brings the statuses", async ({ page }) => {
  const sender = { service: "Notifications", callback: "service" as const };
  await send(page, { to: "+14155550100", body: "Through a service.", sender });
  await expect(timeline(page).getByText("accepted", { exact: true })).toBeVisible();
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(
    /Messaging Service/,
  );
});

test("a callback on the message wins over its Messaging Service's", async ({ page }) => {
  const sender = { service: "Marketing", callback: "message" as const };
  await send(page, { to: "+14155550100", body: "Through a service, called here.", sender });
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(
    "/api/webhooks/twilio/message-status?message=msg_",
  );
});

test("what Twilio refuses is said in words at the field, and the form keeps what was typed", async ({
  page,
}) => {
  await send(page, { to: "+15005550009", body: "To a landline.", sender: NUMBER });
  await expect(page.getByRole("heading", { name: /21614/ })).toBeVisible();
  await expect(page).toHaveURL(/\/send/);
  await expect(page.getByRole("textbox", { name: "Body" })).toHaveValue("To a landline.");
});

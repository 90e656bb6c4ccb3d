import { randomUUID } from "node:crypto";
import { expect, test } from "./support/fixtures";
import {
  bodyField,
  details,
  fact,
  NUMBER,
  openSendForm,
  send,
  sendButton,
  sendByService,
  sendFromNumber,
  timeline,
  writeTo,
} from "./support/send-form";

const TEMPLATE = "HX51a000000000000000000000000a0001";

test("a picture goes with the text as an MMS", async ({ page }) => {
  await openSendForm(page);
  await page.getByRole("radio", { name: "MMS" }).click();
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill("The new menu.");
  const url = page.getByRole("textbox", { name: "Media URL 1" });
  await url.fill("menu.png");
  await sendButton(page).click();
  await expect(page.getByText(/^Media URL 1 must begin with/)).toBeVisible();
  await expect(page).toHaveURL(/\/send$/);
  await url.fill("https://example.com/menu.png");
  await send(page);
  await expect(fact(page, "Channel")).toContainText("MMS");
  await expect(details(page).getByRole("link", { name: /menu\.png/ })).toBeVisible();
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
});

test("a content template goes with its variables", async ({ page }) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await page.getByRole("button", { name: "Template" }).click();
  await page.getByRole("textbox", { name: "Template SID" }).fill(TEMPLATE);
  for (const [index, value] of ["Mina", "B-2002"].entries()) {
    await page.getByRole("button", { name: "Variable", exact: true }).click();
    await page.getByRole("textbox", { name: `Value of variable ${index + 1}` }).fill(value);
  }
  await expect(page.getByRole("region", { name: "Request" })).toContainText(
    '{"1":"Mina","2":"B-2002"}',
  );
  await send(page);
  await expect(details(page)).toContainText(TEMPLATE);
  await expect(details(page)).toContainText("B-2002");
  await expect(timeline(page).getByText("delivered", { exact: true })).toBeVisible();
});

test("a message for later needs a Messaging Service and a time within Twilio's window, and waits as scheduled", async ({
  page,
}) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill("Not yet.");
  await page.getByRole("radio", { name: "At a time…" }).click();
  await sendButton(page).click();
  await expect(
    page
      .getByText(/Messaging Service/)
      .filter({ hasText: /schedul|later/i })
      .first(),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/send$/);
  await sendByService(page);
  await page.getByLabel("Send time").fill("2020-01-01T10:00");
  await sendButton(page).click();
  await expect(page.getByText(/5 minutes/).first()).toBeVisible();
  await expect(page).toHaveURL(/\/send$/);
  await page.getByRole("radio", { name: "Now" }).click();
  await page.getByRole("radio", { name: "At a time…" }).click();
  await expect(page.getByRole("region", { name: "Request" })).toContainText("ScheduleType");
  await send(page);
  await expect(timeline(page).getByText("scheduled", { exact: true })).toBeVisible();
  await expect(fact(page, "Send time")).toBeVisible();
});

test("Twilio is told how long to keep trying", async ({ page }) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill("Only in the next minute.");
  await page.getByRole("button", { name: /Give up after/ }).click();
  await page.getByRole("option", { name: "1 min", exact: true }).click();
  await expect(page.getByRole("region", { name: "Request" })).toContainText("ValidityPeriod60");
  await send(page);
  await expect(fact(page, "Gives up")).toHaveText("after 1 min");
});

test("the character that forces UCS-2 is named, and smart encoding keeps the message at GSM-7", async ({
  page,
}) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill("It’s ready.");
  await expect(page.getByText(/’ at 3 forces UCS-2/)).toBeVisible();
  await page.getByText("Smart encoding").click();
  await expect(page.getByText(/forces UCS-2/)).toBeHidden();
  await expect(page.getByText("GSM-7", { exact: true })).toBeVisible();
  await send(page);
  await expect(fact(page, "Encoding")).toHaveText("smart");
});

test("a message is found again by its own reference, digits or not, and by its tag", async ({
  page,
}) => {
  const reference = String(Date.now());
  const tag = `drive-${randomUUID().slice(0, 8)}`;
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill("Find me.");
  await page.getByRole("textbox", { name: "Reference" }).fill(reference);
  await page.getByRole("textbox", { name: "Tags" }).fill(`${tag}, dublin`);
  await send(page);
  await expect(fact(page, "Reference")).toHaveText(reference);
  await expect(fact(page, "Tags")).toHaveText(`${tag}, dublin`);
  for (const words of [reference, tag]) {
    await page.goto(`/messages?q=${words}`);
    await expect(page.getByRole("row").filter({ hasText: "Find me." })).toHaveCount(1);
  }
});

test("a WhatsApp message has both addresses in WhatsApp's form and may be read", async ({
  page,
}) => {
  await openSendForm(page);
  await page.getByRole("radio", { name: "WhatsApp" }).click();
  await writeTo(page, ["+14155550103"]);
  await sendFromNumber(page, "+14155238886");
  await bodyField(page).fill("On WhatsApp.");
  const request = page.getByRole("region", { name: "Request" });
  await expect(request).toContainText("whatsapp:+14155550103");
  await expect(request).toContainText("whatsapp:+14155238886");
  await expect(page.getByRole("region", { name: "Path to expect" })).toContainText("read");
  await send(page);
  await expect(timeline(page).getByText("read", { exact: true })).toBeVisible();
});

test("an RCS message has both addresses in RCS's form and may be read", async ({ page }) => {
  await openSendForm(page);
  await page.getByRole("radio", { name: "RCS" }).click();
  await writeTo(page, ["+14155550103"]);
  await sendFromNumber(page, "milepost_agent");
  await bodyField(page).fill("On RCS.");
  const request = page.getByRole("region", { name: "Request" });
  await expect(request).toContainText("rcs:+14155550103");
  await expect(request).toContainText("rcs:milepost_agent");
  await expect(page.getByRole("region", { name: "Path to expect" })).toContainText("read");
  await send(page);
  await expect(fact(page, "Channel")).toContainText("RCS");
  await expect(fact(page, "From")).toContainText("milepost_agent");
  await expect(timeline(page).getByText("read", { exact: true })).toBeVisible();
});

test("an alphanumeric sender is taken, and a sender that is none is refused at its field", async ({
  page,
}) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page, "12-34");
  await bodyField(page).fill("From a name.");
  await sendButton(page).click();
  await expect(page.getByRole("combobox", { name: "Number" })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await expect(page.getByText(/^From is a number written with/).first()).toBeVisible();
  await sendFromNumber(page, "Milepost");
  await expect(page.getByText(/^Numbers in the US and Canada cannot/).first()).toBeVisible();
  await page.getByRole("button", { name: "Remove +14155550100" }).click();
  await writeTo(page, ["+353851234567"]);
  await send(page);
  await expect(fact(page, "From")).toHaveText("Milepost");
});

test("many recipients have a verdict each and a second question, and become one batch", async ({
  page,
}) => {
  const numbers = Array.from({ length: 11 }, (_, index) => `+1415555${1100 + index}`);
  await openSendForm(page);
  await page.getByRole("textbox", { name: "To" }).focus();
  await page.evaluate(
    (text) => {
      const pasted = new DataTransfer();
      pasted.setData("text", text);
      const target = document.activeElement;
      target?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }),
      );
    },
    [...numbers, numbers[0], "nobody"].join("\n"),
  );
  const recipients = page.getByRole("list", { name: "Recipients" });
  await expect(recipients.getByText("ready")).toHaveCount(11);
  await expect(recipients.getByText("same as line 1, sent once")).toBeVisible();
  await page.getByRole("button", { name: "Remove nobody" }).click();
  await sendFromNumber(page);
  await bodyField(page).fill("To all of you.");
  await sendButton(page).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Send 11 messages" }).click();
  await expect(page).toHaveURL(/\/messages\?q=/);
  await expect(page.getByRole("row").filter({ hasText: "To all of you." })).toHaveCount(11);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 640 } });

  test("what Twilio refused is explained in view of who pressed Send", async ({ page }) => {
    await openSendForm(page);
    await writeTo(page, ["+15005550001"]);
    await sendFromNumber(page);
    await bodyField(page).fill("Nobody has this number.");
    await sendButton(page).click();
    const refusal = page.getByRole("alert").filter({ hasText: "21211" });
    await expect(refusal).toBeFocused();
    await expect(refusal).toBeInViewport({ ratio: 1 });
  });
});

test("the request is shown as code and as cURL, without a secret in it", async ({ page }) => {
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page);
  await bodyField(page).fill("Shown first.");
  const request = page.getByRole("region", { name: "Request" });
  await request.getByRole("tab", { name: "Node" }).click();
  await expect(request).toContainText("client.messages.create({");
  await expect(request).toContainText("process.env.TWILIO_AUTH_TOKEN");
  await request.getByRole("tab", { name: "cURL" }).click();
  await expect(request).toContainText("--data-urlencode");
  await expect(request).toContainText("$TWILIO_AUTH_TOKEN");
  await expect(request).not.toContainText(process.env.E2E_AUTH_TOKEN ?? "no token");
});

test("pressing Send twice sends once, and a reload does not send again", async ({ page }) => {
  const body = `Once only ${randomUUID()}`;
  await openSendForm(page);
  await writeTo(page, ["+14155550100"]);
  await sendFromNumber(page, NUMBER);
  await bodyField(page).fill(body);
  await sendButton(page).dblclick();
  await expect(page).toHaveURL(/\/messages\/msg_/);
  await page.goBack();
  await page.reload();
  await page.goto(`/messages?q=${encodeURIComponent(body)}`);
  await expect(page.getByRole("row").filter({ hasText: body })).toHaveCount(1);
});

import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { expect, test } from "./support/fixtures";

const PATH = "/api/webhooks/twilio/message-status";

test("a refused callback counts in the rail without a reload, and is explained", async ({
  page,
  door,
  request,
}) => {
  await page.goto("/callbacks");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const link = page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /Callbacks/ });
  const before = Number(/\d+/.exec((await link.textContent()) ?? "")?.[0] ?? 0);
  const sid = door.freshSid();
  const form = {
    AccountSid: door.accountSid,
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: "delivered",
  };
  const signedFor = `https://hooks.example.com${PATH}`;
  const token = process.env.E2E_AUTH_TOKEN ?? "";
  await request.post(PATH, {
    form,
    headers: {
      "x-twilio-signature": getExpectedTwilioSignature(token, signedFor, form),
      "x-forwarded-host": "hooks.example.com",
      "x-forwarded-proto": "https",
    },
  });
  await expect
    .poll(async () => Number(/\d+/.exec((await link.textContent()) ?? "")?.[0] ?? 0))
    .toBeGreaterThan(before);

  await page.goto("/callbacks?verdict=refused");
  await page.locator("tr[data-row]").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Refused" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("https://hooks.example.com");
  await page.getByRole("button", { name: "Verify again" }).click();
  await expect(page.getByText("Still refused", { exact: true })).toBeVisible();
});

test("an orphan is adopted with what Twilio knows of it", async ({
  page,
  door,
  request,
  baseURL,
}) => {
  const simulator = process.env.E2E_SIMULATOR_URL ?? "";
  const credentials = Buffer.from(`${door.accountSid}:${process.env.E2E_AUTH_TOKEN}`).toString(
    "base64",
  );
  const created = await request.post(
    `${simulator}/2010-04-01/Accounts/${door.accountSid}/Messages.json`,
    {
      headers: { authorization: `Basic ${credentials}` },
      form: {
        To: "+14155550100",
        From: "+15005550006",
        Body: "Sent by somebody else.",
        StatusCallback: `${baseURL}${PATH}`,
      },
    },
  );
  const { sid } = (await created.json()) as { sid: string };
  await expect.poll(async () => (await request.get(`/api/messages/${sid}`)).status()).toBe(200);
  await page.goto(`/callbacks?q=${sid}`);
  await page.locator("tr[data-row]").first().click();
  await page.getByRole("button", { name: "Adopt" }).click();
  await expect(page.getByText("Adopted", { exact: true })).toBeVisible();
  await page.goto(`/messages/${sid}`);
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details.getByText("Sent by somebody else.")).toBeVisible();
});

test("the catalogue names what Twilio's documentation does not, and where it was", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  const name = `Novel${sid.slice(2, 10)}`;
  await door.call({ sid, status: "sent", params: { [name]: "42" } });
  await expect(async () => {
    await page.goto("/callbacks/names");
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("42", {
      timeout: 1_000,
    });
  }).toPass();
});

test("the callback URL is there to copy", async ({ page, baseURL }) => {
  await page.goto("/callbacks");
  await page.getByRole("button", { name: "Callback URL" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Callback URL" });
  await expect(dialog).toContainText(`${baseURL}${PATH}`);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the keys move and open, the newest first, and new ones wait meanwhile", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  await door.call({ sid, status: "delivered" });
  await page.goto(`/callbacks?q=${sid}`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const rows = page.locator("tr[data-row]");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("delivered");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Callback" });
  await expect(panel).toContainText("What it fills");
  await door.call({ sid, status: "read" });
  await expect(page.getByRole("button", { name: /1 new/ })).toBeVisible();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(rows).toHaveCount(3);
});

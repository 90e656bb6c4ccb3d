import { expect, test } from "./support/fixtures";

test("a callback for a message that was not sent from here appears in the open list", async ({
  page,
  door,
}) => {
  await page.goto("/messages");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const sid = door.freshSid();
  expect(await door.call({ sid, status: "sent", params: { To: "+14155550177" } })).toBe(200);
  const row = page.getByRole("row").filter({ hasText: "(415) 555-0177" });
  await expect(row).toContainText("Sent");
  expect(await door.call({ sid, status: "delivered", params: { To: "+14155550177" } })).toBe(200);
  await expect(row).toContainText("Delivered");
});

test("a late callback never takes a headline back, and the timeline says that it was late", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "delivered" });
  await page.goto(`/messages/${sid}`);
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Delivered");
  await door.call({ sid, status: "sent" });
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(/late, arrived 2nd/);
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Delivered");
});

test("a forged callback is answered 403 and changes nothing", async ({
  page,
  door,
  request,
  baseURL,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  const forged = await request.post(`${baseURL}/api/webhooks/twilio/message-status`, {
    form: { AccountSid: door.accountSid, MessageSid: sid, SmsSid: sid, MessageStatus: "delivered" },
    headers: { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
  });
  expect(forged.status()).toBe(403);
  await page.goto(`/messages/${sid}`);
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Sent");
});

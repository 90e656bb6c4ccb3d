import { expect, test } from "./support/fixtures";

test("the timeline shows what was repeated, contradicts and is unknown, in both orders", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "delivered" });
  for (let time = 0; time < 3; time += 1) {
    await door.call({
      sid,
      status: "undelivered",
      token: `same ${sid}`,
      params: { ErrorCode: "30003" },
    });
  }
  await door.call({ sid, status: "sent" });
  await door.call({ sid, status: "held_by_carrier", params: { HoldReason: "quiet" } });
  await page.goto(`/messages/${sid}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline).toContainText("repeated ×3");
  await expect(timeline).toContainText("contradicts");
  await expect(timeline).toContainText("late, arrived 3rd");
  await expect(timeline).toContainText("held_by_carrier");
  await expect(timeline).toContainText("Unreachable destination handset");
  const statuses = () => timeline.getByRole("listitem").allInnerTexts();
  const firstOf = async () => (await statuses()).join(" ").match(/\b(sent|delivered)\b/)?.[0];
  expect(await firstOf()).toBe("sent");
  await timeline.getByText("Arrival", { exact: true }).click();
  expect(await firstOf()).toBe("delivered");
});

test("what came with an event opens: parameters with the new one marked, raw body, headers", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent", params: { Novelty: "1" } });
  await page.goto(`/messages/${sid}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await timeline.getByRole("button", { name: /of sent, what came with it/ }).click();
  await expect(timeline.getByRole("row").filter({ hasText: "Novelty" })).toContainText("new");
  await timeline.getByRole("tab", { name: /Raw/ }).click();
  await expect(timeline.getByRole("tabpanel")).toContainText("Novelty=1");
});

test("a change is announced politely and comes without a reload", async ({ page, door }) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  await page.goto(`/messages/${sid}`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await door.call({ sid, status: "delivered" });
  const polite = page.locator("[aria-live=polite], [role=status]");
  await expect(polite.filter({ hasText: /delivered/i }).first()).toBeAttached();
  await expect(page.getByRole("region", { name: "Status" })).toContainText("Delivered");
});

test("sixty events and a sender of forty characters stay readable on a phone", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  for (let count = 0; count < 60; count += 1) {
    await door.call({
      sid,
      status: count < 30 ? "queued" : "sent",
      params: { From: "x".repeat(40) },
    });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/messages/${sid}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText("sent", { exact: true }).first()).toBeVisible();
  const overflow = await page.evaluate(
    () => (document.querySelector("main")?.scrollWidth ?? 0) - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test("a timeline is printed on one page", async ({ page, door }) => {
  const sid = door.freshSid();
  for (const status of ["queued", "sending", "sent", "undelivered", "delivered"]) {
    await door.call({ sid, status });
  }
  await page.goto(`/messages/${sid}`);
  await page.getByRole("region", { name: "Timeline" }).waitFor();
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});

test("a failure is explained under its step: meaning, side, how long, Twilio's page, the carrier's clock", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  await door.call({
    sid,
    status: "undelivered",
    params: { ErrorCode: "30003", RawDlrDoneDate: "2611230558" },
  });
  await page.goto(`/messages/${sid}`);
  const step = page
    .getByRole("region", { name: "Timeline" })
    .getByRole("listitem")
    .filter({ hasText: "undelivered" });
  await expect(step).toContainText("Unreachable destination handset");
  await expect(step).toContainText("Siderecipient");
  await expect(step).toContainText("Laststemporary");
  await expect(step).toContainText("Carrier’s clock, zone unknown: 2611230558");
  await expect(step.getByRole("link", { name: /Twilio on 30003/ })).toHaveAttribute(
    "href",
    /^https:\/\/www\.twilio\.com\/docs\/.*30003/,
  );
});

test("each step tells its distance, its time to the millisecond and, on hover, the zone", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  await door.call({ sid, status: "delivered" });
  await page.goto(`/messages/${sid}`);
  const step = page
    .getByRole("region", { name: "Timeline" })
    .getByRole("listitem")
    .filter({ hasText: "delivered" });
  await expect(step).toContainText(/\+\d+(\.\d+)? m?s/);
  await expect(step.locator("time").first()).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/);
  await expect(step.locator("time").first()).toHaveAttribute("title", /Europe\/Dublin \(GMT/);
});

test("what should come next stands there as a hollow step, with how long it usually takes", async ({
  page,
  door,
}) => {
  const sid = door.freshSid();
  await door.call({ sid, status: "sent" });
  await page.goto(`/messages/${sid}`);
  const next = page.getByRole("region", { name: "Timeline" }).getByRole("listitem").last();
  await expect(next).toContainText(/delivered\s*usually within \d+ s/);
});

test.describe("with the clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("the SID, the link and a callback as signed cURL are copied", async ({
    page,
    door,
    baseURL,
  }) => {
    const sid = door.freshSid();
    await door.call({ sid, status: "sent" });
    await page.goto(`/messages/${sid}`);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "Copy the message SID" }).click();
    await expect.poll(copied).toBe(sid);
    await page.getByRole("button", { name: "Copy the link to this message" }).click();
    await expect.poll(copied).toMatch(new RegExp(`^${baseURL}/messages/msg_`));
    await page.getByRole("button", { name: /of sent, what came with it/ }).click();
    await page.getByRole("button", { name: /as a signed cURL command/ }).click();
    await expect.poll(copied).toMatch(/^curl [\s\S]*x-twilio-signature/i);
  });
});

test("nothing moves for those who want no motion", async ({ page, door }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const sid = door.freshSid();
  await door.call({ sid, status: "sending" });
  await page.goto(`/messages/${sid}`);
  await page.getByRole("region", { name: "Timeline" }).waitFor();
  const running = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === "running").length,
  );
  expect(running).toBe(0);
});

test("? lists the keys, and g c leads to the callbacks", async ({ page }) => {
  await page.goto("/messages");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Next message");
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/callbacks$/);
});

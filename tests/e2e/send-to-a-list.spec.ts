import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { expect, test } from "./support/fixtures";

const FROM = "+15005550006";

/** Numbers of the test's own, so that what another test sent does not count. */
function people(area: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `+1415${area}${String(index).padStart(4, "0")}`,
  );
}

async function openList(page: Page, csv: string) {
  await page.goto("/send");
  await page.getByRole("link", { name: "Drop a CSV" }).click();
  await page.getByRole("heading", { name: "Send to a list" }).waitFor();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
}

async function writeAndSend(page: Page, { body, rate = "100" }: { body: string; rate?: string }) {
  const number = page.getByRole("combobox", { name: "Number" });
  await number.fill(FROM);
  await number.press("Tab");
  await page.getByRole("textbox", { name: "Body" }).fill(body);
  await page.getByLabel("Messages a second").fill(rate);
  await page.getByRole("button", { name: /^Send \d/ }).click();
}

const confirm = (page: Page) =>
  page.getByRole("alertdialog").getByRole("button", { name: /^Send/ }).click();

const verdict = (page: Page, name: RegExp) =>
  page.getByRole("region", { name: "Verdicts" }).getByRole("button", { name });

test("a list has its verdicts and totals before anything is sent", async ({ page }) => {
  const csv = [
    "\uFEFFname;mobile",
    '"Okafor; Dr";+1 415 210 0000',
    "Brian;nobody",
    "Cleo;+14152100000",
    "Emil;+12005550123",
  ].join("\r\n");
  await openList(page, csv);
  await expect(page.getByText("4 rows, parted by semicolons")).toBeVisible();
  await expect(page.getByRole("button", { name: /Numbers are in/ })).toContainText("mobile");
  for (const name of [/^ready 1/, /^unlikely 1/, /^invalid 1/, /^duplicate 1/]) {
    await expect(verdict(page, name)).toBeVisible();
  }
  await page.getByRole("textbox", { name: "Body" }).fill("Hello {{nmae}}");
  await expect(page.getByText("There is no column nmae.")).toBeVisible();
  await page.getByRole("textbox", { name: "Body" }).fill("Hello {{name}}");
  await verdict(page, /^ready/).click();
  await expect(page.getByText("Hello Okafor; Dr")).toBeVisible();
  await expect(page.getByText("2 rows left out")).toBeVisible();
  await expect(page.getByText("2 segments")).toBeVisible();
  await page.getByText("Send to unlikely numbers too").click();
  await expect(page.getByText("3 rows left out")).toBeVisible();
});

test("a batch is paused, survives a reload, is resumed, and its rest canceled", async ({
  page,
}) => {
  const rows = people(220, 60).map((number, index) => `${number},${index}`);
  await openList(page, ["phone,n", ...rows].join("\n"));
  await writeAndSend(page, { body: "Number {{n}}", rate: "5" });
  await confirm(page);
  await expect(page).toHaveURL(/\/send\/batches\/batch_/);
  const bar = page.getByRole("progressbar", { name: "Handed to Twilio" });
  await expect(bar).not.toHaveAttribute("aria-valuenow", "0");

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("paused", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("paused", { exact: true })).toBeVisible();
  const atPause = Number(await bar.getAttribute("aria-valuenow"));
  expect(atPause).toBeLessThan(60);

  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("running", { exact: true })).toBeVisible();
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")))
    .toBeGreaterThan(atPause);

  await page.getByRole("button", { name: "Cancel the rest" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Cancel/ })
    .click();
  await expect(page.getByText("canceled", { exact: true })).toBeVisible();
  await expect(page.getByText(/messages canceled/)).toBeVisible();
});

test("what Twilio refused is retried, each count leads to its messages, and the outcome is a CSV", async ({
  page,
}) => {
  const rows = [...people(230, 3), "+15005550002"];
  await openList(
    page,
    ["phone,n", ...rows.map((number, index) => `${number},${index}`)].join("\n"),
  );
  await writeAndSend(page, { body: "Number {{n}}" });
  await expect(page.getByText("finished", { exact: true })).toBeVisible();
  const outcomes = page.getByRole("list", { name: "Outcomes" });
  await expect(outcomes.getByRole("link", { name: /Failed.*1$/ })).toBeVisible();

  await page.getByRole("button", { name: "Retry the rejected" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: /^Send/ }).click();
  await expect(outcomes.getByRole("link", { name: /Failed.*2$/ })).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const csv = await readFile(await (await downloading).path(), "utf8");
  const outcome = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  // A leading + would make a spreadsheet take the cell for a formula: an apostrophe keeps it text.
  expect(outcome.map(({ to, attempts }) => [to, attempts])).toEqual([
    ...people(230, 3).map((number) => [`'${number}`, "1"]),
    ["'+15005550002", "2"],
  ]);

  await outcomes.getByRole("link", { name: /Failed/ }).click();
  await expect(page).toHaveURL(/batch=batch_.*outcome=failed|outcome=failed.*batch=batch_/);
  await expect(page.getByRole("link", { name: /^Batch/ })).toBeVisible();
});

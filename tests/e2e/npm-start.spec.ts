import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { ensureDatabase } from "../../scripts/setup/schema-engine";
import { expect, test } from "./support/fixtures";
import { freePort } from "./support/free-port";

test.use({ storageState: { cookies: [], origins: [] } });

let launched: ChildProcess;
test.afterEach(() => launched.kill("SIGKILL"));

/** What a process has written once it matches; rejects when it ends before. */
function output(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let written = "";
    const hear = (chunk: Buffer) => {
      written += chunk;
      const match = pattern.exec(written);
      if (match) resolve(match);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`Ended with code ${code}: ${written}`)));
  });
}

test("npm start leads to living messages without a Twilio account, signs its owner in once, and stops on request", async ({
  page,
  context,
}) => {
  const databaseUrl = (process.env.E2E_DATABASE_URL ?? "").replace(
    /\/[^/?]+(?=\?|$)/,
    `/start_${randomBytes(6).toString("hex")}`,
  );
  await ensureDatabase(databaseUrl);
  const port = String(await freePort());
  // As scripts/launch.mjs runs it once everything is installed.
  launched = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/start.ts"],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl, PORT: port, HOST: "127.0.0.1" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const [address] = await output(launched, /http:\/\/127\.0\.0\.1:\d+\/enter\?code=\S+/);
  expect(new URL(address).port).toBe(port);

  await page.goto(address);
  await expect(page).toHaveURL(/\/messages$/);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByText("Simulator", { exact: true }).first()).toBeVisible();
  const row = page.locator("tr[data-row]").filter({ hasText: "Your appointment with Dr Okafor" });
  await expect(row).toContainText("Delivered");

  // A page that still asks for news would be refused them.
  await page.goto("about:blank");
  await context.clearCookies();
  await page.goto(address);
  await expect(page).not.toHaveURL(/\/messages$/);

  await page.goto("about:blank");
  const ended = new Promise((resolve) => launched.once("exit", resolve));
  launched.kill("SIGINT");
  expect(await ended).toBe(0);
});

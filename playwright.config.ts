import { defineConfig, devices } from "@playwright/test";
import { BROWSER_FLAGS, ensureBrowser } from "./scripts/setup/browser";

/** What they change holds for the whole team, so no other spec runs beside them. */
const TEAM_WIDE = "**/privacy.spec.ts";
/** The simulator is one for all: how it behaves is changed when nobody else needs it. */
const SIMULATOR_WIDE = "**/simulator-page.spec.ts";

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./tests/e2e/support/start-app.ts",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  projects: [
    { name: "pages", testIgnore: [TEAM_WIDE, SIMULATOR_WIDE] },
    { name: "team", testMatch: TEAM_WIDE, dependencies: ["pages"] },
    { name: "simulator", testMatch: SIMULATOR_WIDE, dependencies: ["team"] },
  ],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Dublin",
    // Pictures of every step would take a fifth of the machine.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: { executablePath: ensureBrowser(), args: BROWSER_FLAGS },
  },
});

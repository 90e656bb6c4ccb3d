import { defineConfig, devices } from "@playwright/test";
import { BROWSER_FLAGS, ensureBrowser } from "./scripts/setup/browser";

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
  // The simulator is one for all: whoever changes how it behaves does so after everybody else.
  projects: [
    { name: "app", testIgnore: "**/simulator-page.spec.ts" },
    { name: "simulator", testMatch: "**/simulator-page.spec.ts", dependencies: ["app"] },
  ],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Dublin",
    trace: "retain-on-failure",
    launchOptions: { executablePath: ensureBrowser(), args: BROWSER_FLAGS },
  },
});

import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import startApp from "../tests/e2e/support/start-app";
import { BROWSER_FLAGS, ensureBrowser } from "./setup/browser";
import { sendDemoMessages } from "./setup/demo-messages";

/** Pictures of every page as it really is, into docs/screenshots: light, dark, and on a phone. */
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 360, height: 760 }, deviceScaleFactor: 2 },
  "phone-dark": {
    colorScheme: "dark",
    viewport: { width: 360, height: 760 },
    deviceScaleFactor: 2,
  },
} as const;

type Scene = { name: string; path: string; prepare?: (page: Page) => Promise<void> };

const folder = path.join(process.cwd(), "docs", "screenshots");
mkdirSync(folder, { recursive: true });

async function take(browser: Browser, baseUrl: string, scenes: readonly Scene[]): Promise<void> {
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext({
      ...options,
      baseURL: baseUrl,
      locale: "en-GB",
      timezoneId: "Europe/Dublin",
      reducedMotion: "reduce",
      storageState: process.env.E2E_OWNER_STATE,
    });
    for (const scene of scenes) {
      const page = await context.newPage();
      await page.goto(scene.path);
      await page.getByRole("heading").first().waitFor();
      await scene.prepare?.(page);
      await page.screenshot({ path: path.join(folder, `${scene.name}-${look}.png`) });
      await page.close();
    }
    await context.close();
  }
}

const stop = await startApp();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
try {
  const baseUrl = process.env.E2E_BASE_URL ?? "";
  await take(browser, baseUrl, [
    { name: "messages-empty", path: "/messages" },
    { name: "not-found", path: "/messages/SM00000000000000000000000000000000" },
  ]);

  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  process.env.TWILIO_ACCOUNT_SID = process.env.E2E_ACCOUNT_SID;
  process.env.TWILIO_AUTH_TOKEN = process.env.E2E_AUTH_TOKEN;
  process.env.TWILIO_API_BASE_URL = process.env.E2E_SIMULATOR_URL;
  process.env.PUBLIC_BASE_URL = baseUrl;
  await sendDemoMessages();
  await fetch(`${process.env.E2E_SIMULATOR_URL}/simulator/idle?timeoutMs=20000`);

  const owner = await browser.newContext({
    baseURL: baseUrl,
    storageState: process.env.E2E_OWNER_STATE,
  });
  const list = (await (await owner.request.get("/api/messages?range=all")).json()) as {
    items: { id: string; hasConflict: boolean; status: string | null }[];
  };
  await owner.close();
  const conflict = list.items.find((item) => item.hasConflict)?.id ?? "";
  const read = list.items.find((item) => item.status === "read")?.id ?? "";
  await take(browser, baseUrl, [
    {
      name: "messages",
      path: `/messages?open=${conflict}`,
      prepare: (page) => page.getByRole("region", { name: "Timeline" }).waitFor(),
    },
    { name: "messages-list", path: "/messages" },
    { name: "messages-none-match", path: "/messages?q=nothing+like+this" },
    { name: "message-conflict", path: `/messages/${conflict}` },
    { name: "message-read", path: `/messages/${read}` },
    { name: "send", path: "/send" },
    { name: "callbacks", path: "/callbacks" },
  ]);
} finally {
  await browser.close();
  await stop();
}

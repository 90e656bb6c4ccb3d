import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright";
import startApp from "../tests/e2e/support/start-app";
import { takeSettingsAndSending } from "./screenshot-scenes/settings-and-sending";
import { BROWSER_FLAGS, ensureBrowser } from "./setup/browser";
import { sendDemoMessages } from "./setup/demo-messages";
import { callOddly, sendOddMessages } from "./setup/odd-messages";

/** Pictures of every page as it really is, into docs/screenshots: light, dark, and on a phone. */
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  phone: {
    colorScheme: "light",
    viewport: { width: 360, height: 760 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
  "phone-dark": {
    colorScheme: "dark",
    viewport: { width: 360, height: 760 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
} as const;

const SCENE_TIMEOUT_MS = 10_000;

type Scene = {
  name: string;
  path: string;
  /** Before the page is opened. */
  arrange?: (page: Page) => Promise<unknown>;
  /** Until what is to be seen is there. */
  prepare?: (page: Page) => Promise<unknown>;
  isWhole?: boolean;
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
const folder = path.join(process.cwd(), "docs", "screenshots");
mkdirSync(folder, { recursive: true });

async function take(browser: Browser, baseUrl: string, scenes: readonly Scene[]): Promise<void> {
  const wanted = scenes.filter(({ name }) => !values.only || name.startsWith(values.only));
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext({
      ...options,
      baseURL: baseUrl,
      locale: "en-GB",
      timezoneId: "Europe/Dublin",
      reducedMotion: "reduce",
      storageState: process.env.E2E_OWNER_STATE,
    });
    for (const scene of wanted) {
      const page = await context.newPage();
      page.setDefaultTimeout(SCENE_TIMEOUT_MS);
      try {
        await scene.arrange?.(page);
        await page.goto(scene.path);
        await page.getByRole("heading").first().waitFor();
        await page.getByText("Live", { exact: true }).waitFor();
        await scene.prepare?.(page);
        const file = path.join(folder, `${scene.name}-${look}.png`);
        await page.screenshot({ path: file, fullPage: scene.isWhole ?? false });
      } catch (error) {
        console.error(`${scene.name}, ${look}:`, error);
        process.exitCode = 1;
      }
      await context.setOffline(false);
      await page.close();
    }
    await context.close();
  }
}

const row = (page: Page) => page.locator("tr[data-row]").first().waitFor();
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" }).waitFor();
const failLists = (page: Page) =>
  page.route("**/api/messages?*", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      json: {
        type: "about:blank",
        title: "The database is not reachable.",
        status: 503,
        code: "unavailable",
        requestId: "0b0f6f6c-6f0e-4a7e-9a55-1c6a1f6f3f10",
      },
    }),
  );
const holdLists = (page: Page) =>
  page.route("**/api/messages?*", () => new Promise(() => undefined));
const changeRange = async (page: Page) => {
  await row(page);
  await page.getByRole("button", { name: /^Range/ }).click();
  await page.getByRole("dialog").getByText("last 7 d", { exact: true }).click();
};

const stop = await startApp();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
try {
  const baseUrl = process.env.E2E_BASE_URL ?? "";
  await take(browser, baseUrl, [
    { name: "messages-empty", path: "/messages" },
    { name: "callbacks-empty", path: "/callbacks" },
    { name: "not-found", path: "/messages/SM00000000000000000000000000000000" },
  ]);

  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  process.env.TWILIO_ACCOUNT_SID = process.env.E2E_ACCOUNT_SID;
  process.env.TWILIO_AUTH_TOKEN = process.env.E2E_AUTH_TOKEN;
  process.env.TWILIO_API_BASE_URL = process.env.E2E_SIMULATOR_URL;
  process.env.PUBLIC_BASE_URL = baseUrl;
  const { many, unknown } = await callOddly({
    baseUrl,
    accountSid: process.env.E2E_ACCOUNT_SID ?? "",
    authToken: process.env.E2E_AUTH_TOKEN ?? "",
  });
  await sendOddMessages();
  await sendDemoMessages({ isAlways: true });
  await fetch(`${process.env.E2E_SIMULATOR_URL}/simulator/idle?timeoutMs=20000`);

  const owner = await browser.newContext({
    baseURL: baseUrl,
    storageState: process.env.E2E_OWNER_STATE,
  });
  const list = (await (await owner.request.get("/api/messages?range=all")).json()) as {
    items: { id: string; hasConflict: boolean; status: string | null; body: string | null }[];
  };
  const firstCallback = async (verdict: string) => {
    const answer = await owner.request.get(`/api/callbacks?verdict=${verdict}`);
    const { items } = (await answer.json()) as { items: { id: string; reason: string | null }[] };
    return (items.find((item) => item.reason === "signature_invalid") ?? items[0])?.id ?? "";
  };
  const [refused, orphan, repeated, recorded] = [
    await firstCallback("refused"),
    await firstCallback("orphan"),
    await firstCallback("repeated"),
    await firstCallback("recorded"),
  ];
  await owner.close();
  const conflict = list.items.find((item) => item.hasConflict)?.id ?? "";
  const read = list.items.find((item) => item.status === "read")?.id ?? "";
  const failed =
    list.items.find((item) => item.status === "undelivered" && !item.hasConflict)?.id ?? "";
  const long = list.items.find((item) => item.body?.startsWith("A very long"))?.id ?? "";
  const rtl = list.items.find((item) => item.body?.startsWith("שלום"))?.id ?? "";
  const second = (page: Page) => page.getByRole("heading", { level: 2 }).first().waitFor();
  await take(browser, baseUrl, [
    { name: "messages", path: `/messages?open=${conflict}`, prepare: timeline },
    { name: "messages-list", path: "/messages", prepare: row },
    { name: "messages-none-match", path: "/messages?q=nothing+like+this", prepare: second },
    {
      name: "messages-loading",
      path: "/messages",
      arrange: holdLists,
      prepare: async (page) => {
        await changeRange(page);
        await page.waitForTimeout(400);
      },
    },
    {
      name: "messages-error",
      path: "/messages",
      arrange: failLists,
      prepare: async (page) => {
        await changeRange(page);
        await page.getByRole("button", { name: /again/i }).first().waitFor();
      },
    },
    {
      name: "messages-offline",
      path: "/messages",
      prepare: async (page) => {
        await row(page);
        await page.context().setOffline(true);
        await page.getByText("Offline", { exact: true }).waitFor();
      },
    },
    {
      name: "messages-facet",
      path: "/messages",
      prepare: async (page) => {
        await row(page);
        await page.getByRole("button", { name: /^Status/ }).click();
        await page.getByRole("dialog").waitFor();
      },
    },
    { name: "message-conflict", path: `/messages/${conflict}`, prepare: timeline },
    { name: "message-read", path: `/messages/${read}`, prepare: timeline },
    { name: "message-failed", path: `/messages/${failed}`, prepare: timeline },
    { name: "message-unknown", path: `/messages/${unknown}`, prepare: timeline },
    { name: "message-many-events", path: `/messages/${many}`, prepare: timeline },
    { name: "message-long", path: `/messages/${long}`, prepare: timeline },
    { name: "message-right-to-left", path: `/messages/${rtl}`, prepare: timeline },
    {
      name: "message-printed",
      path: `/messages/${conflict}`,
      isWhole: true,
      prepare: async (page) => {
        await timeline(page);
        await page.emulateMedia({ media: "print" });
      },
    },
    { name: "send", path: "/send" },
    { name: "callbacks", path: `/callbacks?open=${refused}`, prepare: second },
    { name: "callbacks-list", path: "/callbacks", prepare: row },
    { name: "callbacks-orphan", path: `/callbacks?open=${orphan}`, prepare: second },
    { name: "callbacks-repeated", path: `/callbacks?open=${repeated}`, prepare: second },
    { name: "callbacks-recorded", path: `/callbacks?open=${recorded}`, prepare: second },
    { name: "callbacks-names", path: "/callbacks/names" },
    {
      name: "callbacks-url",
      path: "/callbacks",
      prepare: async (page) => {
        await row(page);
        await page.getByRole("button", { name: "Callback URL" }).click();
        await page.getByRole("dialog").waitFor();
      },
    },
    {
      name: "palette",
      path: "/messages",
      prepare: async (page) => {
        await row(page);
        await page.keyboard.press("ControlOrMeta+k");
        await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
      },
    },
    {
      name: "keys",
      path: "/messages",
      prepare: async (page) => {
        await row(page);
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Keys" }).waitFor();
      },
    },
  ]);
  await takeSettingsAndSending({ browser, baseUrl, folder, looks: LOOKS, only: values.only });
} finally {
  await browser.close();
  await stop();
}

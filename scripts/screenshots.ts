import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { type Browser, type BrowserContext, chromium } from "playwright";
import startApp from "../tests/e2e/support/start-app";
import { stopClock, tablesOf } from "./screenshot-scenes/ages";
import {
  type CallbackIds,
  callbackScenes,
  emptyCallbackScenes,
} from "./screenshot-scenes/callbacks";
import { tellClinicStories } from "./screenshot-scenes/clinic";
import { toIndexedPng } from "./screenshot-scenes/indexed-png";
import { emptyMessageScenes, messageListScenes, messageScenes } from "./screenshot-scenes/messages";
import { LOOKS, type Scene } from "./screenshot-scenes/scene";
import { arrivingScenes, shellScenes } from "./screenshot-scenes/shell";
import { BROWSER_FLAGS, ensureBrowser } from "./setup/browser";

const SCENE_TIMEOUT_MS = 15_000;

/**
 * Pictures of every page as it really is, into docs/screenshots: light, dark, and on a phone. `--only messages` takes
 * those whose names begin so, `--look phone` those of one look.
 */
const { values } = parseArgs({
  options: { only: { type: "string" }, look: { type: "string" } },
});
const folder = path.join(process.cwd(), "docs", "screenshots");
mkdirSync(folder, { recursive: true });

type Taking = { browser: Browser; baseUrl: string; beforeEach: () => Promise<void> };

async function take({ browser, baseUrl, beforeEach }: Taking, scenes: readonly Scene[]) {
  for (const [look, options] of Object.entries(LOOKS)) {
    if (values.look && values.look !== look) continue;
    const wanted = scenes.filter(
      ({ name, looks }) =>
        (!values.only || name.startsWith(values.only)) &&
        (looks === undefined || looks.some((one) => one === look)),
    );
    const context = await browser.newContext({
      ...options,
      baseURL: baseUrl,
      locale: "en-GB",
      timezoneId: "Europe/Dublin",
      reducedMotion: "reduce",
      storageState: process.env.E2E_OWNER_STATE,
    });
    for (const scene of wanted) {
      await beforeEach();
      await shoot(context, scene, path.join(folder, `${scene.name}-${look}.png`));
    }
    await context.close();
  }
}

/** Windows stay invisible until a phone's keyboard could have come; services have their SIDs until their names are known. */
function isSettled(): boolean {
  const windows = [...document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu]")];
  const isHidden = windows.some((one) => one.closest('[style*="opacity: 0"]') !== null);
  return !isHidden && !document.body.textContent.includes("MG51a0…");
}

async function shoot(context: BrowserContext, scene: Scene, file: string): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(SCENE_TIMEOUT_MS);
  try {
    if (scene.viewport) await page.setViewportSize(scene.viewport);
    await scene.arrange?.(page);
    await page.goto(scene.path);
    await page.getByRole("heading").first().waitFor();
    await scene.prepare?.(page);
    if (scene.connection !== "") {
      await page
        .getByRole("status")
        .filter({ hasText: scene.connection ?? "Live" })
        .first()
        .waitFor();
    }
    await page.evaluate(() => document.fonts.ready);
    await page.waitForFunction(isSettled);
    const png = await page.screenshot({ fullPage: scene.isWhole ?? false, caret: "hide" });
    writeFileSync(file, toIndexedPng(png));
  } catch (error) {
    console.error(`${path.basename(file)}:`, error);
    process.exitCode = 1;
  }
  await scene.finish?.();
  await context.setOffline(false);
  await page.close();
}

const stop = await startApp();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
const db = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
await db.connect();
try {
  const baseUrl = process.env.E2E_BASE_URL ?? "";
  const nothing = async () => undefined;
  await take({ browser, baseUrl, beforeEach: nothing }, [
    ...emptyMessageScenes,
    ...emptyCallbackScenes,
  ]);

  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  process.env.TWILIO_ACCOUNT_SID = process.env.E2E_ACCOUNT_SID;
  process.env.TWILIO_AUTH_TOKEN = process.env.E2E_AUTH_TOKEN;
  process.env.TWILIO_API_BASE_URL = process.env.E2E_SIMULATOR_URL;
  process.env.PUBLIC_BASE_URL = baseUrl;
  const clinic = {
    baseUrl,
    simulatorUrl: process.env.E2E_SIMULATOR_URL ?? "",
    accountSid: process.env.E2E_ACCOUNT_SID ?? "",
    authToken: process.env.E2E_AUTH_TOKEN ?? "",
    db,
  };
  await db.query("UPDATE auth_users SET name = $1", ["Nadia Reyes"]);
  const stories = await tellClinicStories(clinic);
  const callbacks = await findCallbacks(baseUrl);
  const tables = tablesOf(db);
  const taking = { browser, baseUrl, beforeEach: stopClock(db) };
  await take(taking, [
    ...messageListScenes(stories, tables),
    ...messageScenes(stories, tables),
    ...callbackScenes(callbacks, tables),
    ...shellScenes,
  ]);
  await take(taking, arrivingScenes(clinic, stories));
} finally {
  await db.end();
  await browser.close();
  await stop();
}

async function findCallbacks(baseUrl: string): Promise<CallbackIds> {
  const owner = await browser.newContext({
    baseURL: baseUrl,
    storageState: process.env.E2E_OWNER_STATE,
  });
  const first = async (query: string, status: string | null = null) => {
    const answer = await owner.request.get(`/api/callbacks?range=all&${query}`);
    const { items } = (await answer.json()) as { items: { id: string; status: string | null }[] };
    return (items.find((item) => status === null || item.status === status) ?? items[0])?.id ?? "";
  };
  const ids: CallbackIds = {
    forged: await first("verdict=refused"),
    refused: await first("verdict=refused", "sent"),
    orphan: await first("verdict=orphan"),
    repeated: await first("verdict=repeated"),
    recorded: await first("verdict=recorded", "delivered"),
  };
  await owner.close();
  return ids;
}

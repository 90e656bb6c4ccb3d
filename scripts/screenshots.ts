import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { chromium } from "playwright";
import startApp from "../tests/e2e/support/start-app";
import { stopClock, tablesOf } from "./screenshot-scenes/ages";
import {
  type CallbackIds,
  callbackScenes,
  emptyCallbackScenes,
} from "./screenshot-scenes/callbacks";
import { tellClinicStories } from "./screenshot-scenes/clinic";
import { emptyMessageScenes, messageListScenes, messageScenes } from "./screenshot-scenes/messages";
import { takeSettingsAndSending } from "./screenshot-scenes/settings-and-sending";
import { arrivingScenes, shellScenes } from "./screenshot-scenes/shell";
import { takeScenes } from "./screenshot-scenes/take-scenes";
import { BROWSER_FLAGS, ensureBrowser } from "./setup/browser";
import { ensureProductionBuild } from "./setup/production-build";

/**
 * Pictures of every page as it really is, into docs/screenshots: light, dark, and on a phone. `--only messages` takes
 * those whose names begin so, `--look phone` those of one look.
 */
const { values } = parseArgs({
  options: { only: { type: "string" }, look: { type: "string" } },
});
const folder = path.join(process.cwd(), "docs", "screenshots");
mkdirSync(folder, { recursive: true });

await ensureProductionBuild(process.cwd());
const stop = await startApp();
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  // Letters stand where they do in a window: Chromium's build without one moves each to a whole pixel.
  args: [...BROWSER_FLAGS, "--font-render-hinting=none"],
});
const db = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
await db.connect();
try {
  const baseUrl = process.env.E2E_BASE_URL ?? "";
  const studio = { browser, baseUrl, folder, only: values.only, look: values.look };
  await takeScenes(studio, [...emptyMessageScenes, ...emptyCallbackScenes]);

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
  const stopped = { ...studio, beforeEach: stopClock(db) };
  await takeScenes(stopped, [
    ...messageListScenes(stories, tables),
    ...messageScenes(stories, tables),
    ...callbackScenes(callbacks, tables),
    ...shellScenes,
  ]);
  await takeScenes(stopped, arrivingScenes(clinic, stories));
  await takeSettingsAndSending(studio);
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

import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext } from "playwright";
import { toIndexedPng } from "./indexed-png";
import { LOOKS, type Scene } from "./scene";

const SCENE_TIMEOUT_MS = 15_000;
const NOBODY = { cookies: [], origins: [] };

export type Studio = {
  browser: Browser;
  baseUrl: string;
  /** Where the pictures go. */
  folder: string;
  /** Only scenes whose name begins so. */
  only?: string | undefined;
  /** Only pictures of this look. */
  look?: string | undefined;
  /** Before each scene. */
  beforeEach?: () => Promise<void>;
};

/** A picture of each scene in each of its looks; what cannot be taken is told, and the others are taken. */
export async function takeScenes(studio: Studio, scenes: readonly Scene[]): Promise<void> {
  for (const [look, options] of Object.entries(LOOKS)) {
    if (studio.look && studio.look !== look) continue;
    const wanted = scenes.filter(
      ({ name, looks }) =>
        (!studio.only || name.startsWith(studio.only)) &&
        (looks === undefined || looks.some((one) => one === look)),
    );
    for (const scene of wanted) {
      const context = await studio.browser.newContext({
        ...options,
        baseURL: studio.baseUrl,
        locale: "en-GB",
        timezoneId: "Europe/Dublin",
        reducedMotion: "reduce",
        storageState: scene.isSignedOut ? NOBODY : process.env.E2E_OWNER_STATE,
      });
      await studio.beforeEach?.();
      await shoot(context, scene, path.join(studio.folder, `${scene.name}-${look}.png`));
      await context.close();
    }
  }
}

/** Windows stay invisible until a phone's keyboard could have come; services have their SIDs until their names are known. */
function isSettled(): boolean {
  const windows = [...document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu]")];
  const isHidden = windows.some((one) => one.closest('[style*="opacity: 0"]') !== null);
  const named = [...document.querySelectorAll("tr[data-row], dl")];
  return !isHidden && !named.some((one) => one.textContent.includes("MG51a0…"));
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
    if (scene.connection !== "" && !scene.isSignedOut) {
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
}

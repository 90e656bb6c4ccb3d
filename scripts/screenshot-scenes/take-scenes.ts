import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright";

const SCENE_TIMEOUT_MS = 10_000;

export type Scene = {
  name: string;
  path: string;
  /** As somebody who is not signed in sees it. */
  isSignedOut?: boolean;
  /** Until what is to be seen is there. */
  prepare?: (page: Page) => Promise<unknown>;
};

export type Studio = {
  browser: Browser;
  baseUrl: string;
  /** Where the pictures go. */
  folder: string;
  looks: Readonly<Record<string, BrowserContextOptions>>;
  /** Only scenes whose name begins so. */
  only?: string;
};

/** A picture of each scene in each look; what cannot be taken is told, and the others are taken. */
export async function takeScenes(studio: Studio, scenes: readonly Scene[]): Promise<void> {
  const wanted = scenes.filter(({ name }) => !studio.only || name.startsWith(studio.only));
  for (const [look, options] of Object.entries(studio.looks)) {
    for (const scene of wanted) {
      const context = await studio.browser.newContext({
        ...options,
        baseURL: studio.baseUrl,
        locale: "en-GB",
        timezoneId: "Europe/Dublin",
        reducedMotion: "reduce",
        storageState: scene.isSignedOut
          ? { cookies: [], origins: [] }
          : process.env.E2E_OWNER_STATE,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(SCENE_TIMEOUT_MS);
      try {
        await page.goto(scene.path);
        await page.getByRole("heading").first().waitFor();
        if (!scene.isSignedOut) await page.getByText("Live", { exact: true }).waitFor();
        await scene.prepare?.(page);
        await page.screenshot({ path: path.join(studio.folder, `${scene.name}-${look}.png`) });
      } catch (error) {
        console.error(`${scene.name}, ${look}:`, error);
        process.exitCode = 1;
      }
      await context.close();
    }
  }
}

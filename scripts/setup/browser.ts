import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";

/** The first is Chromium's own build for running without a window: the same pages in less time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return null;
}

function find(): string | null {
  const given = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given))
      throw new Error(`PLAYWRIGHT_CHROMIUM_PATH is ${given}, which is not there.`);
    return given;
  }
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  return NAMES.map(onPath).find((file) => file !== null) ?? null;
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] }).status === 0;
}

function installPackages(browser: string): boolean {
  const packages = [browser, "fonts-noto-color-emoji"];
  return run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/**
 * A Chromium to test with: the one named, Playwright's own, one on the PATH, else one installed now (Debian's
 * package for root on Debian, else Playwright's download).
 */
export function ensureBrowser(): string {
  const found = find();
  if (found) return found;
  const isRootOnDebian = process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (isRootOnDebian) {
    process.env.DEBIAN_FRONTEND = "noninteractive";
    run("apt-get", ["update", "-qq"]);
    // Older releases have no such package.
    if (!installPackages("chromium-headless-shell")) installPackages("chromium");
  } else {
    run(process.execPath, ["node_modules/playwright/cli.js", "install", "--with-deps", "chromium"]);
  }
  const installed = find();
  if (installed) return installed;
  throw new Error(
    "No Chromium was found and none could be installed. Set PLAYWRIGHT_CHROMIUM_PATH to one.",
  );
}

/** What keeps a headless Chromium from looking for the outside world. */
export const BROWSER_FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

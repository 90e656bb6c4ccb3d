import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DOOR_PATH } from "../load/signed-callbacks";

const FILES = (root: string): Record<string, string> => ({
  "package.json": '{ "type": "module" }\n',
  "next.config.js": `export default {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  turbopack: { root: ${JSON.stringify(root)} },
};
`,
  "app/layout.js": "export default function Layout({ children }) {\n  return children;\n}\n",
  [`app${DOOR_PATH}/route.js`]: `export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function POST() {
  return new Response(null, { status: 200 });
}
`,
});

/**
 * Builds a Next.js app for production that holds nothing but an empty route handler at the door's path, and answers
 * its folder. It is an app of its own, so that no such route is ever part of the product.
 */
export function buildEmptyNextApp(root: string): string {
  const folder = path.join(root, ".data", "bench-empty-app");
  const files = FILES(root);
  const lockfile = readFileSync(path.join(root, "package-lock.json"), "utf8");
  const wanted = JSON.stringify([files, lockfile.length, process.versions.node]);
  const marker = path.join(folder, ".next", "built-from.json");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return folder;

  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const nextCli = path.join(root, "node_modules/next/dist/bin/next");
  const build = spawnSync(process.execPath, [nextCli, "build"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (build.status !== 0) throw new Error("The empty Next.js app could not be built.");
  writeFileSync(marker, wanted);
  return folder;
}

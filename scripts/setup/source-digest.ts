import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const BUILT_FROM = [
  "app",
  "components",
  "lib",
  "server",
  "prisma",
  "public",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
];

/** A digest of everything the production build is made from, so that it is built again only when that changed. */
export function sourceDigest(root: string): string {
  const hash = createHash("sha256").update(process.versions.node);
  for (const entry of BUILT_FROM) addTo(hash, root, entry);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, root: string, entry: string): void {
  const file = path.join(root, entry);
  let entries: string[];
  try {
    entries = readdirSync(file).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    if (code !== "ENOTDIR") throw error;
    hash.update(`${entry}\0`).update(readFileSync(file));
    return;
  }
  for (const child of entries) addTo(hash, root, path.join(entry, child));
}

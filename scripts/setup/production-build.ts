import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { sourceDigest } from "./source-digest";

const MARKER = ".next/milepost-build";
export const SERVER_FILE = "dist/server.mjs";

/** Bundles the self-hosted server. */
export async function bundleServer(root: string): Promise<void> {
  await bundle(root, "server/main.ts", SERVER_FILE);
}

/** Bundles a program for Node; packages stay where npm put them. */
export async function bundle(root: string, entry: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    alias: { "@": root },
    plugins: [
      {
        name: "server-only",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^server-only$/ }, () => ({
            path: "server-only",
            namespace: "empty",
          }));
          onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
        },
      },
    ],
    logLevel: "warning",
  });
}

function nextBuild(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build ended with code ${code}.`)),
    );
  });
}

/** Builds for production unless the last build was made from the very same sources. */
export async function ensureProductionBuild(root: string): Promise<"built" | "up to date"> {
  const digest = sourceDigest(root);
  const marker = path.join(root, MARKER);
  const isCurrent =
    existsSync(marker) &&
    readFileSync(marker, "utf8") === digest &&
    existsSync(path.join(root, SERVER_FILE));
  if (isCurrent) return "up to date";
  await nextBuild(root);
  await bundleServer(root);
  mkdirSync(path.dirname(marker), { recursive: true });
  writeFileSync(marker, digest);
  return "built";
}

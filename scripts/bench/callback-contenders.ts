import path from "node:path";
import { bundle, ensureProductionBuild, SERVER_FILE } from "../setup/production-build";
import { buildEmptyNextApp } from "./empty-next-app";

export const CONTENDERS = {
  a: "empty Next.js route handler",
  b: "our route handler",
  c: "bare `node:http`, the same batched insert, no verification",
  d: "our self-hosted door",
  e: "Express, Prisma `create` per request, signature check",
} as const;

export type ContenderKey = keyof typeof CONTENDERS;

/** How to start a contender: its folder, the script and its arguments. */
export type Contender = { key: ContenderKey; cwd: string; args: string[] };

/** Builds whatever the wanted ones need and is not up to date. */
export async function buildContenders(root: string, wanted: string): Promise<Contender[]> {
  const emptyApp = wanted.includes("a") ? buildEmptyNextApp(root) : root;
  if (/[bd]/.test(wanted)) await ensureProductionBuild(root);
  await bundle(root, "scripts/bench/servers/bare-insert.ts", "dist/bench-bare-insert.mjs");
  await bundle(root, "scripts/bench/servers/express-prisma.ts", "dist/bench-express-prisma.mjs");
  const nextStart = [
    path.join(root, "node_modules/next/dist/bin/next"),
    "start",
    "--hostname",
    "127.0.0.1",
    "--keepAliveTimeout",
    "65000",
  ];
  const all: Contender[] = [
    { key: "a", cwd: emptyApp, args: nextStart },
    { key: "b", cwd: root, args: nextStart },
    { key: "c", cwd: root, args: ["dist/bench-bare-insert.mjs"] },
    { key: "d", cwd: root, args: [SERVER_FILE] },
    { key: "e", cwd: root, args: ["dist/bench-express-prisma.mjs"] },
  ];
  return all.filter(({ key }) => wanted.includes(key));
}

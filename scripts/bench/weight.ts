import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { ensureProductionBuild } from "../setup/production-build";
import { writeBenchmark } from "./benchmark-page";

/** First-load JavaScript of each page, gzipped: every script that its HTML names, polyfills of old browsers aside. */
const GOALS: Readonly<Record<string, number>> = { "/messages": 250_000 };

type ClientManifest = { entryJSFiles: Record<string, string[]> };

const root = process.cwd();
await ensureProductionBuild(root);

const built = (file: string) => readFileSync(path.join(root, ".next", file), "utf8");
const routes = JSON.parse(built("app-path-routes-manifest.json")) as Record<string, string>;
const { rootMainFiles } = JSON.parse(built("build-manifest.json")) as { rootMainFiles: string[] };

const sizes = new Map<string, number>();
function gzippedBytes(file: string): number {
  const known = sizes.get(file) ?? gzipSync(built(file), { level: 9 }).length;
  sizes.set(file, known);
  return known;
}

function filesOf(entry: string): string[] {
  const file = path.join("server", "app", `${entry}_client-reference-manifest.js`);
  if (!existsSync(path.join(root, ".next", file))) return [];
  const scope: { __RSC_MANIFEST?: Record<string, ClientManifest> } = {};
  vm.runInNewContext(built(file), { globalThis: scope, self: scope });
  const [manifest] = Object.values(scope.__RSC_MANIFEST ?? {});
  const own = Object.values(manifest?.entryJSFiles ?? {}).flat();
  return [...new Set([...rootMainFiles, ...own])];
}

const pages = Object.entries(routes)
  .filter(([entry]) => entry.endsWith("/page"))
  .map(([entry, route]) => {
    const bytes = filesOf(entry).reduce((sum, file) => sum + gzippedBytes(file), 0);
    return { route, bytes, goal: GOALS[route] };
  })
  .filter(({ bytes }) => bytes > 0)
  .sort((a, b) => a.route.localeCompare(b.route));

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const lines = pages.map(({ route, bytes, goal }) => {
  const verdict = goal === undefined ? "" : `under ${kilobytes(goal)}${bytes < goal ? "" : " ✗"}`;
  return `| \`${route}\` | ${kilobytes(bytes)} | ${verdict} |`;
});
const table = ["| page | first load | goal |", "|---|---|---|", ...lines].join("\n");
console.log(table);
writeBenchmark(
  "Weight",
  `First-load JavaScript of the production build, gzipped; React and Next.js are in it.\n\n${table}`,
);

const missing = Object.keys(GOALS).filter((route) => !pages.some((page) => page.route === route));
const heavy = pages.filter(({ bytes, goal }) => goal !== undefined && bytes >= goal);
for (const route of missing) console.error(`${route} was not built.`);
for (const { route, bytes } of heavy) console.error(`${route} weighs ${kilobytes(bytes)}.`);
process.exitCode = heavy.length + missing.length > 0 ? 1 : 0;

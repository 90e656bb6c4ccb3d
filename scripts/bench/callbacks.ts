import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type DurablePostgres, startDurablePostgres } from "../load/durable-postgres";
import { freePort, startServer } from "../load/measured-server";
import { freshAccount } from "../load/signed-callbacks";
import { startGenerator } from "../load/start-generator";
import { bundle, ensureProductionBuild, SERVER_FILE } from "../setup/production-build";

const root = process.cwd();
const option = (name: string, otherwise: number) => {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given ? Number(given.split("=")[1]) : otherwise;
};
const ROUNDS = option("rounds", 12);
const SECONDS = option("seconds", 0.5);
const WARM_UP = option("warm-up", 5000);
const CONNECTIONS = option("connections", 64);
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice(7);
const profile = process.argv.includes("--profile");

const NEXT_CLI = path.join(root, "node_modules/next/dist/bin/next");

type Variant = { name: string; args: string[]; cwd?: string; maxPerSecond: number };

async function buildEmptyApp(): Promise<string> {
  const folder = path.join(root, ".data", "bench-empty-app");
  const route = path.join(folder, "app/api/webhooks/twilio/message-status");
  await mkdir(route, { recursive: true });
  await writeFile(path.join(folder, "package.json"), '{"type":"module"}');
  await writeFile(path.join(folder, "app/layout.js"), "export default function Layout({children}){return children}");
  await writeFile(
    path.join(route, "route.js"),
    'export const runtime="nodejs";export const dynamic="force-dynamic";export async function POST(){return new Response(null,{status:200})}',
  );
  await writeFile(path.join(folder, "next.config.js"), `export default {poweredByHeader:false,turbopack:{root:${JSON.stringify(root)}}}`);
  const { spawnSync } = await import("node:child_process");
  const { existsSync } = await import("node:fs");
  if (!existsSync(path.join(folder, ".next/BUILD_ID"))) {
    const done = spawnSync(process.execPath, [NEXT_CLI, "build"], { cwd: folder, stdio: "inherit", env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
    if (done.status !== 0) throw new Error("empty app not built");
  }
  return folder;
}


const median = (values: number[]) => [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN;

async function main() {
  const emptyApp = await buildEmptyApp();
  await bundle(root, "scripts/bench/servers/bare-insert.ts", "dist/bench-bare.mjs");
  await bundle(root, "scripts/bench/servers/express-prisma.ts", "dist/bench-express.mjs");
  if (process.argv.includes("--bundle-only")) await bundle(root, "server/main.ts", SERVER_FILE);
  else if (!process.argv.includes("--no-build")) await ensureProductionBuild(root);
  const next = [NEXT_CLI, "start", "-H", "127.0.0.1"];
  const all: Variant[] = [
    { name: "a-empty-next", args: next, cwd: emptyApp, maxPerSecond: 12000 },
    { name: "b-route-handler", args: next, maxPerSecond: 12000 },
    { name: "c-bare-insert", args: ["dist/bench-bare.mjs"], maxPerSecond: 20000 },
    { name: "d-door", args: [SERVER_FILE], maxPerSecond: 20000 },
    { name: "e-express", args: ["dist/bench-express.mjs"], maxPerSecond: 6000 },
  ];
  const variants = all.filter(({ name }) => !only || only.includes(name[0] ?? ""));
  const account = freshAccount();
  const postgres: DurablePostgres = await startDurablePostgres(root);
  const stop: (() => unknown)[] = [];
  try {
    const runs = [];
    for (const variant of variants) {
      const port = await freePort();
      const url = await postgres.createDatabase();
      const server = await startServer({
        cwd: variant.cwd ?? root, port,
        args: [...(profile ? ["--cpu-prof", `--cpu-prof-dir=/tmp/milepost/prof/${variant.name}`] : []), ...variant.args],
        env: {
          DATABASE_URL: url, PUBLIC_BASE_URL: `http://127.0.0.1:${port}`,
          TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken,
          TWILIO_API_BASE_URL: "http://127.0.0.1:9",
        },
      });
      stop.push(() => server.stop());
      const generator = await startGenerator({
        port, connections: CONNECTIONS,
        stream: { ...account, publicBaseUrl: `http://127.0.0.1:${port}`, seed: `${variant.name} ${account.authToken}`, count: 1e9 },
      });
      stop.push(() => generator.stop());
      runs.push({ variant, server, generator, rate: 1000, slices: [] as { rate: number; cpuUs: number; p50: number; p99: number }[] });
    }
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const run of runs) {
        const { variant, server, generator } = run;
        const ms = round === 0 ? 1e6 : SECONDS * 1000;
        await generator.prepare(round === 0 ? WARM_UP : Math.ceil(run.rate * SECONDS * 2));
        const before = (await server.usage()).cpuMs;
        const report = await generator.run(ms);
        const cpuMs = (await server.usage()).cpuMs - before;
        const l = report.latenciesMs.sort((x, y) => x - y);
        const rate = report.answered / report.elapsedMs * 1000;
        run.rate = rate;
        const slice = { rate, cpuUs: cpuMs * 1000 / report.answered, p50: l[Math.floor(l.length / 2)] ?? 0, p99: l[Math.floor(l.length * 0.99)] ?? 0 };
        if (round > 0) run.slices.push(slice);
        if (process.argv.includes("--verbose") || round === 0) console.log(round, variant.name, Math.round(rate), "req/s p50", slice.p50.toFixed(1), "p99", slice.p99.toFixed(1), "cpu us/req", Math.round(slice.cpuUs), "gen", Math.round(report.cpuMs * 1000 / report.answered), JSON.stringify(report.answers));
      }
    }
    for (const { variant, slices } of runs) console.log(variant.name.padEnd(16), Math.round(median(slices.map((s) => s.rate))), "req/s  p50", median(slices.map((s) => s.p50)).toFixed(1), "p99", median(slices.map((s) => s.p99)).toFixed(1), "cpu us/req", Math.round(median(slices.map((s) => s.cpuUs))));
    const of = (letter: string) => runs.find(({ variant }) => variant.name.startsWith(letter))?.slices ?? [];
    const ratio = (x: string, y: string) => median(of(x).map((s, i) => s.rate / (of(y)[i]?.rate ?? 0))).toFixed(2);
    const cpuRatio = (x: string, y: string) => (median(of(y).map((s) => s.cpuUs)) / median(of(x).map((s) => s.cpuUs))).toFixed(2);
    console.log("b/a", ratio("b", "a"), "d/c", ratio("d", "c"), "d/e", ratio("d", "e"));
    console.log("by server cpu: b/a", cpuRatio("b", "a"), "d/c", cpuRatio("d", "c"), "d/e", cpuRatio("d", "e"));
  } finally {
    for (const s of stop.reverse()) await s();
    await postgres.close();
  }
}
await main();

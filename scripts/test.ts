import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { BUILD_CANARIES } from "../tests/support/build-canaries";
import { ensureBrowser } from "./setup/browser";
import { startEmbeddedPostgres } from "./setup/embedded-postgres";
import { dropDatabase, ensureDatabase } from "./setup/schema-engine";

const root = process.cwd();
const reports = path.join(root, "test-results");
const bin = (...parts: string[]) => path.join(root, "node_modules", ...parts);

function run(
  name: string,
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  console.log(`\n── ${name}`);
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    child.once("exit", (code) => {
      console.log(
        `── ${name}: ${code === 0 ? "ok" : "FAILED"} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
      );
      resolve(code === 0);
    });
  });
}

type Counts = { passed: number; failed: number };

function vitestCounts(file: string): Counts {
  const report = JSON.parse(readFileSync(file, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function playwrightCounts(file: string): Counts {
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

function readCounts(read: (file: string) => Counts, file: string): Counts {
  try {
    return read(file);
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function vitest(name: string, projects: string[]): Promise<boolean> {
  return run(name, bin("vitest", "vitest.mjs"), [
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${path.join(reports, `${projects[0]}.json`)}`,
  ]);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
// Tests bring their own settings: what this shell is configured for must not reach them.
for (const name of Object.keys(process.env)) {
  if (
    /^(TWILIO_|DATABASE_URL$|DIRECT_URL$|PUBLIC_BASE_URL$|OWNER_|AUTH_SECRET$|CRON_SECRET$|PORT$|HOST$|TRUSTED_PROXY_HOPS$|SEND_)/.test(
      name,
    )
  ) {
    delete process.env[name];
  }
}

const results: boolean[] = [];
results.push(
  await run("format and lint", bin("@biomejs", "biome", "bin", "biome"), [
    "check",
    "--error-on-warnings",
    ".",
  ]),
);
results.push(await run("route types", bin("next", "dist", "bin", "next"), ["typegen"]));
results.push(await run("types", bin("typescript", "bin", "tsc"), ["--noEmit"]));
results.push(await vitest("unit and architecture", ["unit", "architecture"]));
results.push(await run("dead code", bin("knip", "bin", "knip.js"), []));
results.push(await vitest("integration on PostgreSQL", ["integration"]));

// The very build that Vercel would make, migrations included; the browser tests then run on its output.
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(root, ".data", "postgres-e2e"),
  settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
});
const buildDatabase = postgres.urlOf(`build_${process.pid}`);
await ensureDatabase(buildDatabase);
const isBuilt = await run("production build, as on Vercel", "scripts/launch.mjs", ["build"], {
  VERCEL: "1",
  DATABASE_URL: buildDatabase,
  ...BUILD_CANARIES,
});
await dropDatabase(buildDatabase);
await postgres.stop();
results.push(isBuilt);
let e2e: Counts = { passed: 0, failed: 1 };
if (isBuilt) {
  const browser = ensureBrowser();
  const report = path.join(reports, "e2e.json");
  results.push(
    await run("end to end in a browser", bin("@playwright", "test", "cli.js"), ["test"], {
      PLAYWRIGHT_CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    }),
  );
  e2e = readCounts(playwrightCounts, report);
}

const counts = [
  readCounts(vitestCounts, path.join(reports, "unit.json")),
  readCounts(vitestCounts, path.join(reports, "integration.json")),
  e2e,
];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failedTests = counts.reduce((sum, count) => sum + count.failed, 0);
const failedSteps = results.filter((isOk) => !isOk).length;
const failed = Math.max(failedTests, failedSteps);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

// Runs one of Milepost's commands on a machine that may have nothing but Node: installs from the lockfile and
// generates the database client first when they are missing or out of date. Plain JavaScript, no dependency.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const MINIMUM_NODE = [20, 19];

function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
  fail(
    `Milepost needs Node.js ${MINIMUM_NODE.join(".")} or newer; this is ${process.versions.node}.`,
  );
}

const digestOf = (...files) => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
};
const isMarked = (marker, digest) =>
  existsSync(path.join(root, marker)) && readFileSync(path.join(root, marker), "utf8") === digest;
const mark = (marker, digest) => {
  mkdirSync(path.dirname(path.join(root, marker)), { recursive: true });
  writeFileSync(path.join(root, marker), digest);
};

function run(command, args, what) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
    env: { ...process.env, ...offlinePrisma },
  });
  if (done.status !== 0) fail(`${what} did not succeed.`);
}

// `prisma generate` asks for its native engine although it never runs it; any existing file will do.
const offlinePrisma = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };

function ensureInstalled() {
  const marker = "node_modules/.milepost-lockfile";
  const digest = digestOf("package-lock.json");
  if (isMarked(marker, digest)) return;
  process.stdout.write("Installing from the lockfile …\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "Installing from the lockfile");
  mark(marker, digest);
}

function ensureClient() {
  const marker = "lib/db/generated/.milepost-schema";
  const digest = digestOf("prisma/schema.prisma", "package-lock.json");
  if (isMarked(marker, digest)) return;
  process.stdout.write("Generating the database client …\n");
  run(
    process.execPath,
    ["node_modules/prisma/build/index.js", "generate", "--no-hints"],
    "Generating the database client",
  );
  mark(marker, digest);
}

const [command, ...rest] = process.argv.slice(2);
const scripts = {
  start: "scripts/start.ts",
  dev: "scripts/start.ts",
  build: "scripts/build.ts",
  test: "scripts/test.ts",
  setup: null,
  "db:migrate": "scripts/db-migrate.ts",
  "db:diff": "scripts/db-diff.ts",
  "db:verify": "scripts/db-verify.ts",
  simulator: "simulator/main.ts",
};
const script = rest[0]?.endsWith(".ts") && command === "run" ? rest.shift() : scripts[command];
if (script === undefined) {
  fail(
    `Unknown command ${command ?? ""}. Known: ${Object.keys(scripts).join(", ")}, run <file.ts>.`,
  );
}

ensureInstalled();
ensureClient();
if (script === null) process.exit(0);

const args = command === "dev" ? ["--dev", ...rest] : rest;
const child = spawn(
  process.execPath,
  ["--conditions=react-server", "--import", "tsx", script, ...args],
  { cwd: root, stdio: "inherit", env: { ...process.env, ...offlinePrisma } },
);
// Ctrl-C reaches the child too; this process waits for it to finish its own stopping.
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    if (signal === "SIGTERM") child.kill("SIGTERM");
  });
}
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { type Database, database } from "@/lib/db/prisma";
import { EnvironmentError, environment, readEnvironment } from "@/lib/env";
import { issueSetUpCode, issueSignInCode } from "@/lib/services/entry-codes";
import { isSetUp } from "@/lib/services/set-up-owner";
import { type Simulator, startSimulator } from "../simulator/server";
import { sendDemoMessages } from "./setup/demo-messages";
import { type RunningPostgres, startEmbeddedPostgres } from "./setup/embedded-postgres";
import { loadDotenv } from "./setup/load-dotenv";
import { bundleServer, ensureProductionBuild, SERVER_FILE } from "./setup/production-build";
import { applyMigrations, ensureDatabase } from "./setup/schema-engine";

const root = process.cwd();
const dataFolder = path.join(root, ".data");
const isDev = process.argv.includes("--dev");
const lockFile = path.join(dataFolder, "milepost.pid");

type Stoppable = { name: string; stop: () => Promise<void> };
const started: Stoppable[] = [];
let isStopping = false;

async function stopAll(exitCode: number): Promise<never> {
  if (!isStopping) {
    isStopping = true;
    for (const { name, stop } of started.reverse()) {
      await stop().catch((error: unknown) => console.error(`${name} did not stop cleanly:`, error));
    }
    rmSync(lockFile, { force: true });
  }
  process.exit(exitCode);
}

function refuse(sentence: string): never {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

function takeLock(): void {
  mkdirSync(dataFolder, { recursive: true });
  const holder = existsSync(lockFile) ? Number(readFileSync(lockFile, "utf8")) : 0;
  if (holder > 0 && isAlive(holder)) {
    refuse(
      `Milepost is already running in this folder (process ${holder}). Stop it first, or use another folder.`,
    );
  }
  writeFileSync(lockFile, String(process.pid));
}

/** A process id may have been given to another program since a crash, so its command is looked at too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const commandLine = `/proc/${pid}/cmdline`;
    return (
      !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes("scripts/start.ts")
    );
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      refuse(
        error.code === "EADDRINUSE"
          ? `Port ${port} on ${host} is taken. Free it, or choose another: PORT=${port + 1} npm start`
          : `Milepost cannot listen on ${host}:${port} (${error.code}). Choose another: PORT=3001 npm start`,
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** The simulator's account is kept between runs; its token is this machine's own, so nobody else can sign with it. */
function simulatorAccount(): { accountSid: string; authToken: string } {
  const file = path.join(dataFolder, "simulator.json");
  if (!existsSync(file)) {
    const account = {
      accountSid: `AC${randomBytes(16).toString("hex")}`,
      authToken: randomBytes(16).toString("hex"),
    };
    writeFileSync(file, JSON.stringify(account), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

async function startDatabase(): Promise<void> {
  const given = process.env.DIRECT_URL || process.env.DATABASE_URL;
  if (given) {
    await applyMigrations(given, root);
    return;
  }
  const postgres: RunningPostgres = await startEmbeddedPostgres({
    dataDir: path.join(dataFolder, "postgres"),
  });
  started.push({ name: "PostgreSQL", stop: postgres.stop });
  const url = postgres.urlOf("milepost");
  await ensureDatabase(url);
  await applyMigrations(url, root);
  process.env.DATABASE_URL = url;
}

/** What session cookies are signed with is this machine's own and kept, so that a restart signs nobody out. */
function ensureAuthSecret(): void {
  if (process.env.AUTH_SECRET) return;
  const file = path.join(dataFolder, "auth-secret");
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  chmodSync(file, 0o600);
  process.env.AUTH_SECRET = readFileSync(file, "utf8").trim();
}

/** How the owner gets in: by password, by the printed code, or, where nobody else can reach it, by the address. */
async function describeSignIn(db: Database, address: string, host: string): Promise<string> {
  const hasPassword = await isSetUp(db);
  const isLocal = ["127.0.0.1", "localhost", "::1"].includes(host);
  if (isLocal && environment().mode === "simulator") {
    const code = await issueSignInCode(db);
    return `${address}/enter?code=${code}\n              signs you in as the owner, once; the next start prints another`;
  }
  if (hasPassword) return `${address}/sign-in`;
  const code = await issueSetUpCode(db);
  return `${address}/set-up?code=${code}\n              makes you the owner, once, within a day`;
}

async function startSimulatorIfAlone(baseUrl: string): Promise<Simulator | null> {
  if (process.env.TWILIO_ACCOUNT_SID || process.env.TWILIO_API_BASE_URL) return null;
  const account = simulatorAccount();
  const simulator = await startSimulator({
    ...account,
    seed: Date.now(),
    serviceStatusCallback: `${baseUrl}/api/webhooks/twilio/message-status#rc=5&rp=all`,
  });
  started.push({ name: "The simulator", stop: simulator.close });
  process.env.TWILIO_ACCOUNT_SID = account.accountSid;
  process.env.TWILIO_AUTH_TOKEN = account.authToken;
  process.env.TWILIO_API_BASE_URL = simulator.url;
  process.env.PUBLIC_BASE_URL ||= baseUrl;
  return simulator;
}

function startServer(): Promise<void> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--enable-source-maps", SERVER_FILE, ...(isDev ? ["--dev"] : [])],
    {
      cwd: root,
      // A group of its own: Ctrl-C reaches this process alone, which stops everything in order.
      detached: process.platform !== "win32",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: {
        ...process.env,
        NODE_ENV: isDev ? "development" : "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
    },
  );
  let hasStopped = false;
  started.push({
    name: "The server",
    stop: () =>
      new Promise((resolve) => {
        if (hasStopped) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  });
  return new Promise((resolve) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => {
      hasStopped = true;
      if (isStopping) return;
      console.error(`The server ended with code ${code}.`);
      void stopAll(1);
    });
  });
}

async function main(): Promise<void> {
  loadDotenv(root);
  const env = readEnvironment(process.env);
  await checkPort(env.PORT, env.HOST);
  takeLock();
  process.on("SIGINT", () => void stopAll(0));
  process.on("SIGTERM", () => void stopAll(0));

  const address = `http://127.0.0.1:${env.PORT}`;
  await startDatabase();
  ensureAuthSecret();
  const simulator = await startSimulatorIfAlone(address);
  readEnvironment(process.env);
  if (isDev) await bundleServer(root);
  else await ensureProductionBuild(root);
  await startServer();

  const db = database();
  const mode = simulator
    ? `simulator (no Twilio credentials are set; its API is ${simulator.url})`
    : `Twilio account ${process.env.TWILIO_ACCOUNT_SID}`;
  console.log(`
  Milepost    ${address}
  Mode        ${mode}
  Database    ${started.some(({ name }) => name === "PostgreSQL") ? "embedded PostgreSQL in .data/" : "yours, from DATABASE_URL"}
  Sign-in     ${await describeSignIn(db, address, env.HOST)}
  Stop        Ctrl-C
`);
  if (simulator) await sendDemoMessages(db);
  await db.$disconnect();
}

main().catch((error: unknown) => {
  if (error instanceof EnvironmentError) console.error(`\n${error.message}\n`);
  else console.error("\nMilepost did not start:", error);
  void stopAll(1);
});

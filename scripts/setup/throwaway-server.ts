import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import path from "node:path";
import type { Simulator } from "../../simulator/server";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { ensureProductionBuild, SERVER_FILE } from "./production-build";
import { applyMigrations, dropDatabase, ensureDatabase } from "./schema-engine";

type Account = { accountSid: string; authToken: string };

export type ThrowawayServer = {
  baseUrl: string;
  databaseUrl: string;
  account: Account;
  simulator: Simulator;
  /** What the server was started with. */
  environment: Record<string, string>;
  stop(): Promise<void>;
};

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * The product as `npm start` runs it (production build, durable PostgreSQL, a simulator over HTTP), over an empty
 * database of its own, for drills and pictures.
 */
export async function startThrowawayServer(
  openSimulator: (baseUrl: string, account: Account) => Promise<Simulator>,
): Promise<ThrowawayServer> {
  const root = process.cwd();
  await ensureProductionBuild(root);
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(root, ".data", "postgres-drill"),
  });
  const databaseUrl = postgres.urlOf(`drill_${randomBytes(6).toString("hex")}`);
  await ensureDatabase(databaseUrl);
  await applyMigrations(databaseUrl, root);
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const account = {
    accountSid: `AC${randomBytes(16).toString("hex")}`,
    authToken: randomBytes(16).toString("hex"),
  };
  const simulator = await openSimulator(baseUrl, account);
  const environment = {
    PORT: String(port),
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    PUBLIC_BASE_URL: baseUrl,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_API_BASE_URL: simulator.url,
  };
  const server = spawn(process.execPath, ["--enable-source-maps", SERVER_FILE], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...environment },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("message", () => resolve());
    server.once("exit", (code) => reject(new Error(`The server ended with code ${code}.`)));
  });
  return {
    baseUrl,
    databaseUrl,
    account,
    simulator,
    environment,
    stop: async () => {
      const hasEnded = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await hasEnded;
      await simulator.close();
      await dropDatabase(databaseUrl);
      await postgres.stop();
    },
  };
}

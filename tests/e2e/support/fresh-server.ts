import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { SERVER_FILE } from "../../../scripts/setup/production-build";
import { applyMigrations, ensureDatabase } from "../../../scripts/setup/schema-engine";
import { freePort } from "./free-port";

export type FreshServer = {
  baseUrl: string;
  databaseUrl: string;
  /** What `npm run owner-code` prints for it. */
  ownerCode(): Promise<string>;
  stop(): Promise<void>;
};

/** A second server over an empty database, beside the one that the other tests use, with settings of its own. */
export async function startFreshServer(
  databaseUrlOfTests: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<FreshServer> {
  const root = process.cwd();
  const databaseUrl = databaseUrlOfTests.replace(
    /\/[^/?]+(?=\?|$)/,
    `/fresh_${randomBytes(6).toString("hex")}`,
  );
  await ensureDatabase(databaseUrl);
  await applyMigrations(databaseUrl, root);
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    PUBLIC_BASE_URL: baseUrl,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ...settings,
  };
  const server = spawn(process.execPath, ["--enable-source-maps", SERVER_FILE], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("message", () => resolve());
    server.once("exit", (code) => reject(new Error(`The server ended with code ${code}.`)));
  });
  return {
    baseUrl,
    databaseUrl,
    ownerCode: async () => {
      const run = ["--conditions=react-server", "--import", "tsx", "scripts/owner-code.ts"];
      const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: root, env });
      return stdout;
    },
    stop: async () => {
      const hasEnded = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await hasEnded;
    },
  };
}

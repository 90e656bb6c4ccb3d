import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../../scripts/setup/embedded-postgres";
import { SERVER_FILE } from "../../../scripts/setup/production-build";
import {
  applyMigrations,
  dropDatabase,
  ensureDatabase,
} from "../../../scripts/setup/schema-engine";
import { startSimulator } from "../../../simulator/server";
import { freePort } from "./free-port";
import { readServerLog } from "./server-log";
import { OWNER, signInOwner } from "./sign-in-owner";

/** Makes statuses quick enough to watch and slow enough to see. */
const TIME_SCALE = 0.25;

/** What was sent during the run, where it is long enough to be nothing else. */
async function readTexts(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ body: string }>(
    "SELECT DISTINCT body FROM messages WHERE length(body) >= 12",
  );
  await client.end();
  return rows.map(({ body }) => body);
}

/** The product as a user starts it: production build, real PostgreSQL, the simulator over HTTP. */
export default async function startApp() {
  const root = process.cwd();
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(root, ".data", "postgres-e2e"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  const databaseUrl = postgres.urlOf(`e2e_${randomBytes(6).toString("hex")}`);
  await ensureDatabase(databaseUrl);
  await applyMigrations(databaseUrl, root);

  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const account = {
    accountSid: `AC${randomBytes(16).toString("hex")}`,
    authToken: randomBytes(16).toString("hex"),
  };
  const authSecret = randomBytes(32).toString("base64url");
  const simulator = await startSimulator({
    ...account,
    seed: 7,
    timeScale: TIME_SCALE,
    serviceStatusCallback: `${baseUrl}/api/webhooks/twilio/message-status#rc=5&rp=all`,
  });
  const server = spawn(process.execPath, ["--enable-source-maps", SERVER_FILE], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      PUBLIC_BASE_URL: baseUrl,
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_BASE_URL: simulator.url,
      AUTH_SECRET: authSecret,
      OWNER_EMAIL: OWNER.email,
      OWNER_PASSWORD: OWNER.password,
    },
  });
  const log = readServerLog(server);
  await new Promise<void>((resolve, reject) => {
    server.once("message", () => resolve());
    server.once("exit", (code) => reject(new Error(`The server ended with code ${code}.`)));
  });

  const signedIn = path.join(mkdtempSync(path.join(tmpdir(), "milepost-e2e-")), "owner.json");
  await signInOwner(baseUrl, signedIn);

  process.env.E2E_OWNER_STATE = signedIn;
  process.env.E2E_BASE_URL = baseUrl;
  process.env.E2E_DATABASE_URL = databaseUrl;
  process.env.E2E_ACCOUNT_SID = account.accountSid;
  process.env.E2E_AUTH_TOKEN = account.authToken;
  process.env.E2E_SIMULATOR_URL = simulator.url;

  return async () => {
    const hasEnded = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await hasEnded;
    const texts = await readTexts(databaseUrl);
    await simulator.close();
    await dropDatabase(databaseUrl);
    await postgres.stop();
    log.assertClean([account.authToken, authSecret, OWNER.password], texts);
  };
}

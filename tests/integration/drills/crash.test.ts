import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCrashes } from "../../../scripts/drill/crash-run";
import {
  type KillablePostgres,
  startKillablePostgres,
} from "../../../scripts/drill/killable-postgres";
import { freePort, type MeasuredServer } from "../../../scripts/load/measured-server";
import { freshAccount } from "../../../scripts/load/signed-callbacks";
import { applyMigrations, ensureDatabase } from "../../../scripts/setup/schema-engine";
import { startDoorProcess } from "./door-process";

const account = freshAccount();
const publicBaseUrl = "https://hooks.example.com";
let folder: string;
let postgres: KillablePostgres;
let databaseUrl: string;
let ports: number[];
let doors: MeasuredServer[];

const start = (port: number) => startDoorProcess({ account, publicBaseUrl, databaseUrl, port });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "milepost-crash-"));
  // PostgreSQL may run as another user than these tests.
  await chmod(folder, 0o755);
  postgres = await startKillablePostgres({ dataDir: path.join(folder, "postgres") });
  databaseUrl = postgres.urlOf("crash");
  await ensureDatabase(databaseUrl);
  await applyMigrations(databaseUrl, process.cwd());
  ports = [await freePort(), await freePort()];
  doors = await Promise.all(ports.map(start));
}, 120_000);

afterAll(async () => {
  await Promise.all(doors.map((door) => door.stop("SIGKILL")));
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test("whatever is killed under load, what was answered 200 is there exactly once, and every headline is what its events say", async () => {
  const report = await runCrashes(
    {
      account,
      publicBaseUrl,
      databaseUrl,
      ports,
      crashes: [
        {
          name: "kill -9 of one of two doors",
          killAndRestart: async () => {
            await doors[0]?.stop("SIGKILL");
            doors[0] = await start(ports[0] ?? 0);
          },
        },
        { name: "kill -9 of PostgreSQL", killAndRestart: postgres.killAndRestart },
      ],
    },
    { callbacksBetween: 400, connections: 16, rounds: 1, seed: 7, retryAfterMs: 200 },
  );
  expect(report.faults).toEqual([]);
  expect(report.crashes.map(({ check }) => check.events > 0)).toEqual([true, true]);
  expect(report.answered).toBeGreaterThan(800);
}, 180_000);

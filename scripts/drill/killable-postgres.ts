import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import {
  type EmbeddedPostgresOptions,
  type RunningPostgres,
  startEmbeddedPostgres,
} from "../setup/embedded-postgres";

const START_WITHIN_MS = 60_000;
const POLL_MS = 100;

export type KillablePostgres = {
  urlOf(database: string): string;
  /** Ends the server with SIGKILL and starts it again on the same port; resolves when it has recovered. */
  killAndRestart(): Promise<void>;
  /** Drops a database of this drill. */
  drop(database: string): Promise<void>;
  stop(): Promise<void>;
};

/** A PostgreSQL that a drill may kill. */
export async function startKillablePostgres(
  options: EmbeddedPostgresOptions,
): Promise<KillablePostgres> {
  let running = await startEmbeddedPostgres(options);
  const { port } = running;

  /** Until the last of the killed server's own processes has gone, a new one refuses to start. */
  async function restart(): Promise<RunningPostgres> {
    const giveUpAt = performance.now() + START_WITHIN_MS;
    for (;;) {
      try {
        const started = await startEmbeddedPostgres({ ...options, preferredPort: port });
        if (started.port === port) return started;
        await started.stop();
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
      }
      await delay(POLL_MS);
    }
  }

  return {
    urlOf: running.urlOf,
    killAndRestart: async () => {
      const pidFile = await readFile(path.join(running.dataDir, "postmaster.pid"), "utf8");
      const pid = Number(pidFile.split("\n")[0]);
      process.kill(pid, "SIGKILL");
      await hasGone(pid);
      running = await restart();
    },
    drop: async (database) => {
      const admin = new pg.Client({ connectionString: running.urlOf("postgres") });
      await admin.connect();
      await admin.query(`DROP DATABASE ${admin.escapeIdentifier(database)} WITH (FORCE)`);
      await admin.end();
    },
    stop: () => running.stop(),
  };
}

async function hasGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await delay(POLL_MS / 10);
  }
}

import "server-only";
import { Logger, makeWorkerUtils, type Runner, run, runMigrations, runOnce } from "graphile-worker";
import { log } from "@/lib/log";
import type { Database } from "./prisma";

/** What a job does. It is run at least once: whatever it does must bear being begun again. */
export type JobTasks = Record<string, (payload: unknown) => Promise<void>>;

export type NewJob = {
  task: string;
  payload: Record<string, string | number>;
  /** While a job with this key waits, another is not added; one that is being run does not stand in the way. */
  key: string;
  /** Default: now. */
  notBefore?: Date;
};

type Statements = Pick<Database, "$queryRaw">;

/** Adds a job, within the caller's transaction when it is given one. Throws when the queue was never set up. */
export async function addJob(db: Statements, job: NewJob): Promise<void> {
  await db.$queryRaw`
    SELECT (graphile_worker.add_job(
      identifier => ${job.task}, payload => ${JSON.stringify(job.payload)}::json,
      run_at => ${job.notBefore ?? null}::timestamptz, job_key => ${job.key}, max_attempts => 5
    )).id::text`;
}

/** Makes sure that the queue's own tables are there; cheap when they are. */
export async function prepareJobQueue(db: Database, connectionString: string): Promise<void> {
  const [row] = await db.$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS exists`;
  if (row?.exists) return;
  await runMigrations({ connectionString, logger, maxPoolSize: 2 });
}

export type JobRunner = { stop(): Promise<void> };

/**
 * Runs jobs as they come, over connections of its own, until it is stopped. What a killed process left locked is
 * given up: its work is added anew by whoever knows about it.
 */
export async function startJobRunner(options: {
  connectionString: string;
  tasks: JobTasks;
  /** When tasks run by the clock, as a crontab in UTC; once for all processes together. */
  crontab: string;
  concurrency: number;
  pollIntervalMs: number;
}): Promise<JobRunner> {
  const { connectionString, concurrency } = options;
  const utils = await makeWorkerUtils({ connectionString, logger, maxPoolSize: 2 });
  try {
    await utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] });
  } finally {
    await utils.release();
  }
  const runner: Runner = await run({
    connectionString,
    logger,
    concurrency,
    maxPoolSize: concurrency + 2,
    pollInterval: options.pollIntervalMs,
    noHandleSignals: true,
    taskList: options.tasks,
    crontab: options.crontab,
  });
  runner.promise.catch((err: unknown) => log.error({ err }, "The job runner ended"));
  return { stop: () => runner.stop() };
}

/** Runs the jobs that are due, one after the other, and comes back when none is left. */
export async function runDueJobs(options: {
  connectionString: string;
  tasks: JobTasks;
}): Promise<void> {
  await runOnce({
    connectionString: options.connectionString,
    logger,
    maxPoolSize: 3,
    noHandleSignals: true,
    noPreparedStatements: true,
    taskList: options.tasks,
  });
}

const logger = new Logger(() => (level, message, meta) => {
  if (level === "error") log.error({ reason: meta?.error }, `Jobs: ${message}`);
  else if (level === "warning") log.warn(`Jobs: ${message}`);
});

import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import {
  addJob,
  type JobTasks,
  prepareJobQueue,
  runDueJobs,
  startJobRunner,
} from "@/lib/db/job-queue";
import { type Database, openDatabase } from "@/lib/db/prisma";
import { listStalledBatches } from "@/lib/db/send-batches";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { log } from "@/lib/log";
import { applyRetention } from "./apply-retention";
import { batchJob, batchJobs, SEND_BATCH_TASK } from "./batch-jobs";
import { forgetExpired } from "./forget-expired";
import { type ResolvedSubmissions, resolveUnknownSubmissions } from "./resolve-unknown-submissions";
import { ABANDONED_AFTER_SECONDS, sendBatchSlice } from "./send-batch-slice";

/** Who asks Twilio when no person does. */
const WORKER: Viewer = { id: "worker", name: "Milepost", role: "sender" };

export const RESOLVE_TASK = "resolve-unknown-submissions";
/** What is due by the team's periods is removed at most once an hour; the look is taken more often. */
export const RETENTION_TASK = "apply-retention";
const CRONTAB = [
  `* * * * * ${RESOLVE_TASK} ?jobKey=${RESOLVE_TASK}&max=1`,
  `*/5 * * * * ${RETENTION_TASK} ?jobKey=${RETENTION_TASK}&max=1`,
].join("\n");

const CONCURRENCY = 2;
const POLL_INTERVAL_MS = 1_000;
const POOL_SIZE = 10;
const SLICE_MS = 10_000;
/** Before the function that runs the slice is ended by its platform. */
const CRON_SLICE_MS = 40_000;
/** Of the minute that the function has, once an hour. */
const CRON_RETENTION_MS = 8_000;
const COME_BACK_MS = 2_000;

export type JobWorkerOptions = {
  connectionString?: string;
  abandonedAfterSeconds?: number;
};

export type JobWorker = { stop(): Promise<void> };

export type JobSlice = { woken: number; resolved: ResolvedSubmissions };

const sendBatchPayload = z.object({ batchId: z.string(), lane: z.number().int() });

function tasksOver(
  db: Database,
  options: {
    signal: AbortSignal;
    abandonedAfterSeconds: number;
    sliceMs: () => number;
  },
): JobTasks {
  return {
    [SEND_BATCH_TASK]: async (payload) => {
      const { batchId, lane } = sendBatchPayload.parse(payload);
      const left = await sendBatchSlice(batchId, { ...options, db, sliceMs: options.sliceMs() });
      if (left === "done") return;
      await addJob(db, batchJob(batchId, lane, new Date(Date.now() + COME_BACK_MS)));
    },
    [RESOLVE_TASK]: async () => {
      await resolveUnknownSubmissions(WORKER, { db, signal: options.signal });
    },
    [RETENTION_TASK]: async () => {
      await forgetExpired({ db });
      await applyRetention({ db });
    },
  };
}

/** Adds the jobs of batches that run and that nobody has in hand: their process was killed, or their jobs were lost. */
export async function wakeStalledBatches(db: Database, seconds: number): Promise<string[]> {
  const batchIds = await listStalledBatches(db, seconds);
  for (const batchId of batchIds) {
    for (const job of batchJobs(batchId)) await addJob(db, job);
  }
  return batchIds;
}

/**
 * Runs background jobs in this process until it is stopped, over connections of its own. Any number of processes may
 * do so at once. Throws when the database cannot be had.
 */
export async function startJobWorker({
  connectionString = environment().DIRECT_URL ?? "",
  abandonedAfterSeconds = ABANDONED_AFTER_SECONDS,
}: JobWorkerOptions = {}): Promise<JobWorker> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const db = openDatabase(connectionString, POOL_SIZE);
  const tasks = tasksOver(db, { signal, abandonedAfterSeconds, sliceMs: () => SLICE_MS });
  const runner = await startJobRunner({
    connectionString,
    tasks,
    crontab: CRONTAB,
    concurrency: CONCURRENCY,
    pollIntervalMs: POLL_INTERVAL_MS,
  }).catch(async (error: unknown) => {
    await db.$disconnect();
    throw error;
  });
  const watch = watchForStalled(db, abandonedAfterSeconds, signal);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([runner.stop(), watch]);
      await db.$disconnect();
    },
  };
}

async function watchForStalled(db: Database, seconds: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wakeStalledBatches(db, seconds).catch((err: unknown) =>
      log.warn({ err }, "Stalled batches could not be looked for"),
    );
    await delay((seconds * 1000) / 2, undefined, { signal }).catch(() => {});
  }
}

/**
 * Looks at Twilio for unanswered messages, then runs what is due, for a bounded time: for platforms that call once a
 * minute instead of keeping a process. Answers how many batches were woken and how many messages were found.
 */
export async function runJobSlice({
  connectionString = environment().DIRECT_URL ?? "",
  abandonedAfterSeconds = ABANDONED_AFTER_SECONDS,
  sliceMs = CRON_SLICE_MS,
}: JobWorkerOptions & { sliceMs?: number } = {}): Promise<JobSlice> {
  const db = openDatabase(connectionString, POOL_SIZE);
  const endsAt = performance.now() + sliceMs;
  try {
    await prepareJobQueue(db, connectionString);
    const woken = await wakeStalledBatches(db, abandonedAfterSeconds);
    const resolved = await resolveUnknownSubmissions(WORKER, {
      db,
      signal: AbortSignal.timeout(sliceMs / 2),
    });
    const tasks = tasksOver(db, {
      signal: AbortSignal.timeout(sliceMs),
      abandonedAfterSeconds,
      sliceMs: () => Math.max(0, endsAt - performance.now()),
    });
    await runDueJobs({ connectionString, tasks });
    await forgetExpired({ db });
    await applyRetention({ db, budgetMs: CRON_RETENTION_MS });
    return { woken: woken.length, resolved };
  } finally {
    await db.$disconnect();
  }
}

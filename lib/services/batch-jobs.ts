import "server-only";
import type { NewJob } from "@/lib/db/job-queue";

export const SEND_BATCH_TASK = "send-batch";

/** So many processes at most have one batch in hand at a time. */
const LANES = 4;

/** The jobs that send a batch: several, so that several processes can share it. */
export function batchJobs(batchId: string): NewJob[] {
  return Array.from({ length: LANES }, (_, lane) => batchJob(batchId, lane));
}

/** One of a batch's jobs. */
export function batchJob(batchId: string, lane: number, notBefore?: Date): NewJob {
  return {
    task: SEND_BATCH_TASK,
    payload: { batchId, lane },
    key: `${SEND_BATCH_TASK} ${batchId} ${lane}`,
    ...(notBefore ? { notBefore } : {}),
  };
}

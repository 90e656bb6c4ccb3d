import "server-only";
import type { RetentionCounts } from "@/lib/contracts/privacy";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import {
  deleteRefusedCallbacks,
  finishTwilioRedaction,
  listDueTwilioRedactions,
  postponeTwilioRedaction,
  type RetentionStep,
  type RetentionStretch,
  removeBatchRecipients,
  removeBatchTexts,
  removeBodies,
  removeNumbers,
  removeRawCallbacks,
  removeUnknownExamples,
  scrubCallbacks,
} from "@/lib/db/retention";
import {
  claimRetention,
  findTeamPrivacy,
  type RetentionProgress,
  releaseRetention,
} from "@/lib/db/team-privacy";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { log } from "@/lib/log";
import { redactMessageResource } from "@/lib/twilio/message-resource";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { twilioClient } from "./twilio-client";

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 1_000;
const BATCH_ROWS_AT_ONCE = 5_000;
/** Twilio is asked one after another, so that sending is not slowed by its limits. */
const TWILIO_AT_ONCE = 100;
const REST_SECONDS = 3_600;
const BUDGET_MS = 20_000;
const BEGINNING = new Date(0);
const SERVER = { id: "server", name: "Milepost" };

export type RetentionDependencies = {
  db?: Database;
  client?: TwilioClient;
  now?: Date;
  /** It stops at the next step after so long, and goes on with the next run. */
  budgetMs?: number;
};

/**
 * Removes what the team does not want to keep any longer, unless that was done within the last hour or is being done
 * by another process: then null. Answers how much was removed. Throws the database's error.
 */
export async function applyRetention({
  db = database(),
  client,
  now = new Date(),
  budgetMs = BUDGET_MS,
  restSeconds = REST_SECONDS,
}: RetentionDependencies & { restSeconds?: number } = {}): Promise<RetentionCounts | null> {
  const held = await claimRetention(db, { seconds: (budgetMs / 1_000) * 5, restSeconds });
  if (held === null) return null;
  const run: Run = {
    db,
    now,
    endsAt: performance.now() + budgetMs,
    progress: { ...held },
    counts: { bodies: 0, numbers: 0, callbacks: 0, refused: 0, atTwilio: 0 },
  };
  let isWhole = false;
  try {
    await removeWhatIsDue(run, client);
    isWhole = performance.now() < run.endsAt;
  } finally {
    await releaseRetention(db, { progress: run.progress, counts: run.counts, isWhole });
  }
  if (Object.values(run.counts).some((count) => count > 0)) {
    await appendAuditEntry(db, {
      actor: SERVER,
      action: "retention.carried_out",
      details: run.counts,
    });
  }
  return run.counts;
}

/** Carries it out now. Throws `forbidden`, and `conflict` while another process does. */
export async function applyRetentionNow(
  viewer: Viewer,
  dependencies: RetentionDependencies = {},
): Promise<RetentionCounts> {
  assertCan(viewer, "settings.change");
  const counts = await applyRetention({ ...dependencies, restSeconds: 0 });
  if (counts === null) {
    throw new AppError("conflict", "It is being carried out just now. Look again in a minute.");
  }
  return counts;
}

type Run = {
  db: Database;
  now: Date;
  endsAt: number;
  progress: RetentionProgress;
  counts: RetentionCounts;
};

async function removeWhatIsDue(run: Run, client: TwilioClient | undefined): Promise<void> {
  const { db, now, counts } = run;
  const settings = await findTeamPrivacy(db);
  const { bodyDays, numberDays, callbackDays, refusedDays, redactsAtTwilio } = settings;
  if (bodyDays !== null) {
    const isAtTwilio = redactsAtTwilio;
    counts.bodies = await walk(run, "bodies", bodyDays, (stretch) =>
      removeBodies(db, { ...stretch, isAtTwilio }),
    );
    await walk(run, "callback_bodies", bodyDays, (stretch) =>
      scrubCallbacks(db, { ...stretch, kind: "bodies" }),
    );
    await removeBatchTexts(db, daysBefore(now, bodyDays));
  }
  if (numberDays !== null) {
    counts.numbers = await walk(run, "numbers", numberDays, (stretch) =>
      removeNumbers(db, stretch),
    );
    await walk(run, "callback_numbers", numberDays, (stretch) =>
      scrubCallbacks(db, { ...stretch, kind: "numbers" }),
    );
  }
  const listDays = Math.min(bodyDays ?? Infinity, numberDays ?? Infinity);
  if (Number.isFinite(listDays)) {
    const before = daysBefore(now, listDays);
    await repeat(run, BATCH_ROWS_AT_ONCE, (limit) => removeBatchRecipients(db, { before, limit }));
  }
  if (callbackDays !== null) {
    counts.callbacks = await walk(run, "callbacks", callbackDays, (stretch) =>
      removeRawCallbacks(db, stretch),
    );
    await removeUnknownExamples(db, daysBefore(now, callbackDays));
  }
  if (refusedDays !== null) {
    const before = daysBefore(now, refusedDays);
    counts.refused = await repeat(run, ROWS_AT_ONCE, (limit) =>
      deleteRefusedCallbacks(db, { before, limit }),
    );
  }
  if (redactsAtTwilio) counts.atTwilio = await redactAtTwilio(run, client);
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** Goes through one kind from where it was left, step by step, until nothing is due or the time is over. */
async function walk(
  run: Run,
  kind: string,
  days: number,
  step: (stretch: RetentionStretch) => Promise<RetentionStep>,
): Promise<number> {
  const before = daysBefore(run.now, days);
  let from = run.progress[kind] ? new Date(run.progress[kind]) : BEGINNING;
  let removed = 0;
  while (performance.now() < run.endsAt) {
    const { count, lastAt } = await step({ from, before, now: run.now, limit: ROWS_AT_ONCE });
    removed += count;
    if (count < ROWS_AT_ONCE || lastAt === null) {
      run.progress[kind] = before.toISOString();
      return removed;
    }
    from = lastAt;
    run.progress[kind] = lastAt.toISOString();
  }
  return removed;
}

async function repeat(
  run: Run,
  atOnce: number,
  step: (limit: number) => Promise<number>,
): Promise<number> {
  let removed = 0;
  while (performance.now() < run.endsAt) {
    const count = await step(atOnce);
    removed += count;
    if (count < atOnce) return removed;
  }
  return removed;
}

async function redactAtTwilio(run: Run, client: TwilioClient | undefined): Promise<number> {
  const due = await listDueTwilioRedactions(run.db, { now: run.now, limit: TWILIO_AT_ONCE });
  let done = 0;
  for (const { messageId, sid, accountSid } of due) {
    if (performance.now() >= run.endsAt) return done;
    try {
      await redactMessageResource(client ?? twilioClient(accountSid), sid);
      await finishTwilioRedaction(run.db, messageId);
      done += 1;
    } catch (err) {
      log.warn({ err, messageId }, "Twilio did not redact a message; it is asked again later");
      await postponeTwilioRedaction(run.db, messageId, run.now);
    }
  }
  return done;
}

import "server-only";
import type { PrivacySettings } from "@/lib/contracts/privacy";
import type { DatabaseOrTransaction } from "./audit-entries";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import type { Database } from "./prisma";

export type TeamPrivacyRecord = PrivacySettings & {
  lastRunAt: string | null;
  lastRunCounts: unknown;
  waitingAtTwilio: number;
};

/** What the team chose, with the account of the last run. Throws the database's error. */
export async function findTeamPrivacy(db: Database): Promise<TeamPrivacyRecord> {
  const lastRunAt = Prisma.raw(instantSql("p.last_run_at"));
  const [row] = await db.$queryRaw<TeamPrivacyRecord[]>`
    SELECT p.masks_numbers AS "masksNumbers", p.masks_bodies AS "masksBodies", p.body_days AS "bodyDays",
      p.number_days AS "numberDays", p.callback_days AS "callbackDays", p.refused_days AS "refusedDays",
      p.redacts_at_twilio AS "redactsAtTwilio", ${lastRunAt} AS "lastRunAt",
      p.last_run_counts AS "lastRunCounts",
      (SELECT count(*)::int FROM twilio_redactions) AS "waitingAtTwilio"
    FROM team_privacy p`;
  if (!row) throw new Error("The row of team_privacy is missing.");
  return row;
}

/** What is hidden at present; one read of one row. */
export async function findMasking(db: Database): Promise<{ numbers: boolean; bodies: boolean }> {
  const [row] = await db.$queryRaw<{ numbers: boolean; bodies: boolean }[]>`
    SELECT masks_numbers AS numbers, masks_bodies AS bodies FROM team_privacy`;
  return row ?? { numbers: true, bodies: true };
}

/** Writes what the team chose; everything is looked through anew after it. */
export async function updateTeamPrivacy(
  db: DatabaseOrTransaction,
  settings: PrivacySettings,
): Promise<void> {
  await db.teamPrivacy.update({ where: { id: 1 }, data: { ...settings, progress: {} } });
}

/** Up to which instant each kind was looked through. */
export type RetentionProgress = Record<string, string>;

/**
 * Takes the carrying out in hand for `seconds`, unless another process has it or it was done less than `restSeconds`
 * ago: then null. What was looked through is forgotten once a day, so that what came in late is found too.
 */
export async function claimRetention(
  db: Database,
  { seconds, restSeconds }: { seconds: number; restSeconds: number },
): Promise<RetentionProgress | null> {
  const [row] = await db.$queryRaw<{ progress: RetentionProgress }[]>`
    UPDATE team_privacy SET claimed_until = clock_timestamp() + make_interval(secs => ${seconds}::float8),
      progress = CASE WHEN progress_since > clock_timestamp() - interval '1 day' THEN progress ELSE '{}' END,
      progress_since = CASE WHEN progress_since > clock_timestamp() - interval '1 day' THEN progress_since
        ELSE clock_timestamp() END
    WHERE (claimed_until IS NULL OR claimed_until < clock_timestamp())
      AND (last_run_at IS NULL OR last_run_at <= clock_timestamp() - make_interval(secs => ${restSeconds}::float8))
    RETURNING progress`;
  return row?.progress ?? null;
}

/** Lets go of the carrying out; `isWhole` says that everything that was due is done. */
export async function releaseRetention(
  db: Database,
  {
    progress,
    counts,
    isWhole,
  }: { progress: RetentionProgress; counts: Record<string, number>; isWhole: boolean },
): Promise<void> {
  await db.$executeRaw`
    UPDATE team_privacy SET claimed_until = NULL, progress = ${JSON.stringify(progress)}::jsonb,
      last_run_at = CASE WHEN ${isWhole} THEN clock_timestamp() ELSE last_run_at END,
      last_run_counts = CASE WHEN ${isWhole} THEN ${JSON.stringify(counts)}::jsonb ELSE last_run_counts END`;
}

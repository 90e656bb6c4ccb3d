import "server-only";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import type { Database } from "./prisma";
import { storableText } from "./storable-text";

/** A request at the callback door that was not recorded. Instants are UTC with microseconds. */
export type NewRefusedCallback = {
  reason: string;
  httpStatus: number;
  finding: string;
  diagnosis: Record<string, unknown> | null;
  /** A key of ours signed it: nobody else can have made it. */
  isSigned: boolean;
  target: string;
  headers: ReadonlyArray<readonly [string, string]>;
  /** Cut to what quarantine keeps; `bodyBytes` is its size as sent. */
  rawBody: Uint8Array;
  bodyBytes: number;
  claimedSid: string | null;
  claimedAccountSid: string | null;
  claimedStatus: string | null;
  remoteAddress: string | null;
  receivedAt: string;
};

/** Puts refused callbacks into quarantine, all or none. Throws the database's error when it could not. */
export async function recordRefusedCallbacks(
  db: Database,
  refused: readonly NewRefusedCallback[],
): Promise<void> {
  const rows = refused.map((one) => ({
    reason: one.reason,
    http_status: one.httpStatus,
    finding: storableText(one.finding),
    diagnosis: storableJson(one.diagnosis),
    is_signed: one.isSigned,
    target: storableText(one.target),
    headers: one.headers.map(([name, value]) => [storableText(name), storableText(value)]),
    raw_body: Buffer.from(one.rawBody).toString("base64"),
    body_bytes: one.bodyBytes,
    claimed_sid: one.claimedSid,
    claimed_account_sid: one.claimedAccountSid,
    claimed_status: one.claimedStatus,
    remote_address: one.remoteAddress,
    received_at: one.receivedAt,
  }));
  await db.$executeRaw`
    INSERT INTO refused_callbacks (
      reason, http_status, finding, diagnosis, is_signed, target, headers, raw_body, body_bytes, claimed_sid,
      claimed_account_sid, claimed_status, remote_address, received_at
    )
    SELECT reason, http_status, finding, diagnosis, is_signed, target, headers, decode(raw_body, 'base64'), body_bytes,
      claimed_sid, claimed_account_sid, claimed_status, remote_address, received_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS i(
      reason text, http_status smallint, finding text, diagnosis jsonb, is_signed boolean, target text, headers jsonb, raw_body text,
      body_bytes int, claimed_sid text, claimed_account_sid text, claimed_status text, remote_address text,
      received_at timestamptz
    )`;
}

/** Every text within a value made storable. */
function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [storableText(name), storableJson(one)]),
  );
}

/**
 * Deletes what quarantine holds above `keep`, and answers how many went. First goes what was released. Then those that
 * a key of ours signed have half of the room to themselves, and of the others each reason and sender has an equal
 * share: whoever has most loses its oldest, so that a flood pushes out nothing but itself.
 */
export async function trimRefusedCallbacks(db: Database, keep: number): Promise<number> {
  return db.$executeRaw`
    WITH shared AS (
      SELECT id, released_at IS NOT NULL AS is_released, is_signed, received_at, row_number() OVER (
        PARTITION BY released_at IS NOT NULL, is_signed, reason,
          coalesce(substring(remote_address FROM '^(?:[0-9a-fA-F]*:){4}'), remote_address)
        ORDER BY received_at DESC, id DESC
      ) AS place_in_share
      FROM refused_callbacks
    ),
    placed AS (
      SELECT id, is_released, received_at, row_number() OVER (
        PARTITION BY is_released, is_signed ORDER BY place_in_share, received_at DESC, id DESC
      ) AS place
      FROM shared
    )
    DELETE FROM refused_callbacks WHERE id IN (
      SELECT id FROM placed ORDER BY is_released, place, received_at DESC, id DESC OFFSET ${keep}
    )`;
}

/** How many callbacks were refused since an instant, and not released since. */
export async function countRefusedSince(db: Database, since: Date): Promise<number> {
  return db.refusedCallback.count({ where: { receivedAt: { gte: since }, releasedAt: null } });
}

/** One refused callback as it is kept. */
export type RefusedCallbackRecord = {
  id: string;
  reason: string;
  http_status: number;
  finding: string;
  diagnosis: unknown;
  target: string;
  headers: [string, string][];
  raw_body: Uint8Array;
  body_bytes: number;
  claimed_sid: string | null;
  claimed_status: string | null;
  remote_address: string | null;
  released_event_seq: string | null;
  released_at: string | null;
  received_at: string;
};

const RECORD_COLUMNS = Prisma.raw(`
  r.id::text AS id, r.reason, r.http_status::int AS http_status, r.finding, r.diagnosis, r.target, r.headers,
  coalesce(r.raw_body, ''::bytea) AS raw_body, r.body_bytes, r.claimed_sid, r.claimed_status, r.remote_address,
  r.released_event_seq::text AS released_event_seq, ${instantSql("r.released_at")} AS released_at,
  ${instantSql("r.received_at")} AS received_at`);

/** One refused callback, released or not; null when it is not there (any more). */
export async function findRefusedCallback(
  db: Database,
  id: string,
): Promise<RefusedCallbackRecord | null> {
  const [row] = await db.$queryRaw<RefusedCallbackRecord[]>`
    SELECT ${RECORD_COLUMNS} FROM refused_callbacks r WHERE r.id = ${id}::bigint`;
  return row ?? null;
}

/** Refused for the same reason with the same finding, and not released: the same cause. */
export type RefusedCause = { reason: string; finding: string };

/** How many others wait for the same cause. */
export async function countRefusedAlike(
  db: Database,
  id: string,
  { reason, finding }: RefusedCause,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM refused_callbacks
    WHERE released_at IS NULL AND id <> ${id}::bigint AND reason = ${reason} AND finding = ${finding}`;
  return row?.count ?? 0;
}

/**
 * The ids of those that wait for the same cause, and of those of the same reason whose cause was never looked into;
 * oldest first.
 */
export async function listRefusedAlike(
  db: Database,
  { reason, finding }: RefusedCause,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM refused_callbacks
    WHERE released_at IS NULL AND reason = ${reason} AND finding IN (${finding}, '')
    ORDER BY received_at, id`;
  return rows.map((row) => row.id);
}

export type RefusedDiagnosis = {
  reason: string;
  httpStatus: number;
  finding: string;
  diagnosis: Record<string, unknown> | null;
  isSigned: boolean;
};

/** Writes down what a refused callback turned out to be. Throws the database's error. */
export async function updateRefusedDiagnosis(
  db: Pick<Database, "$executeRaw">,
  id: string,
  { reason, httpStatus, finding, diagnosis, isSigned }: RefusedDiagnosis,
): Promise<void> {
  await db.$executeRaw`
    UPDATE refused_callbacks SET reason = ${reason}, http_status = ${httpStatus}::int::smallint,
      finding = ${storableText(finding)}, is_signed = ${isSigned},
      diagnosis = nullif(${JSON.stringify(storableJson(diagnosis))}::jsonb, 'null'::jsonb)
    WHERE id = ${id}::bigint AND released_at IS NULL`;
}

/** What became of a kept callback: the event it is now, or what it still is; null leaves it as it was. */
export type RefusedOutcome = { eventSeq: string } | RefusedDiagnosis | null;

const RELEASE_TIMEOUT_MS = 30_000;

/**
 * Takes callbacks out of quarantine: `judge` is given those that are still there, locked so that nobody else releases
 * them meanwhile, and says what became of each, in their order. What it recorded stays recorded if this fails
 * afterwards; the callback then waits on, and is a repetition the next time. Throws the database's error.
 */
export async function releaseRefusedCallbacks(
  db: Database,
  ids: readonly string[],
  judge: (records: RefusedCallbackRecord[]) => Promise<RefusedOutcome[]>,
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const records = await tx.$queryRaw<RefusedCallbackRecord[]>`
        SELECT ${RECORD_COLUMNS} FROM refused_callbacks r
        WHERE r.id = ANY(${ids}::bigint[]) AND r.released_at IS NULL ORDER BY r.id FOR UPDATE`;
      const outcomes = await judge(records);
      for (const [index, { id }] of records.entries()) {
        const outcome = outcomes[index];
        if (!outcome) continue;
        if ("eventSeq" in outcome) {
          await tx.$executeRaw`
            UPDATE refused_callbacks SET released_at = clock_timestamp(),
              released_event_seq = ${outcome.eventSeq}::bigint
            WHERE id = ${id}::bigint`;
        } else {
          await updateRefusedDiagnosis(tx, id, outcome);
        }
      }
    },
    { timeout: RELEASE_TIMEOUT_MS, maxWait: RELEASE_TIMEOUT_MS },
  );
}

import "server-only";
import type { Database } from "./prisma";
import { storableText } from "./storable-text";

/** A request at the callback door that was not recorded. Instants are UTC with microseconds. */
export type NewRefusedCallback = {
  reason: string;
  httpStatus: number;
  finding: string;
  diagnosis: Record<string, unknown> | null;
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
      reason, http_status, finding, diagnosis, target, headers, raw_body, body_bytes, claimed_sid,
      claimed_account_sid, claimed_status, remote_address, received_at
    )
    SELECT reason, http_status, finding, diagnosis, target, headers, decode(raw_body, 'base64'), body_bytes,
      claimed_sid, claimed_account_sid, claimed_status, remote_address, received_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS i(
      reason text, http_status smallint, finding text, diagnosis jsonb, target text, headers jsonb, raw_body text,
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

/** Deletes what quarantine holds above `keep`, first what was released, then the oldest; answers how many went. */
export async function trimRefusedCallbacks(db: Database, keep: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM refused_callbacks WHERE id IN (
      SELECT id FROM refused_callbacks
      ORDER BY released_at IS NOT NULL, received_at DESC, id DESC OFFSET ${keep}
    )`;
}

/** How many callbacks were refused since an instant, and not released since. */
export async function countRefusedSince(db: Database, since: Date): Promise<number> {
  return db.refusedCallback.count({ where: { receivedAt: { gte: since }, releasedAt: null } });
}

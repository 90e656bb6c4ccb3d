import "server-only";
import { Prisma } from "./generated/client";
import type { Database } from "./prisma";

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

/** Puts refused callbacks into quarantine. Throws the database's error when it could not. */
export async function recordRefusedCallbacks(
  db: Database,
  refused: readonly NewRefusedCallback[],
): Promise<void> {
  await db.refusedCallback.createMany({
    data: refused.map((one) => ({
      ...one,
      finding: storable(one.finding),
      target: storable(one.target),
      claimedSid: one.claimedSid,
      diagnosis:
        one.diagnosis === null
          ? Prisma.DbNull
          : (JSON.parse(storable(JSON.stringify(one.diagnosis))) as Prisma.InputJsonValue),
      headers: one.headers.map(([name, value]) => [storable(name), storable(value)]),
      rawBody: Uint8Array.from(one.rawBody),
    })),
  });
}

/** Deletes the oldest of quarantine above `keep`; answers how many went. */
export async function trimRefusedCallbacks(db: Database, keep: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM refused_callbacks WHERE id IN (
      SELECT id FROM refused_callbacks ORDER BY received_at DESC, id DESC OFFSET ${keep}
    )`;
}

/** How many callbacks were refused since an instant, and not released since. */
export async function countRefusedSince(db: Database, since: Date): Promise<number> {
  return db.refusedCallback.count({ where: { receivedAt: { gte: since }, releasedAt: null } });
}

function storable(text: string): string {
  return text.replaceAll("\0", "\u2400").replaceAll("\\u0000", "\u2400");
}

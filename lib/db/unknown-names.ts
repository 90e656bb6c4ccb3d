import "server-only";
import { Prisma } from "./generated/client";
import { instantSql } from "./instant-sql";
import type { Database } from "./prisma";
import { storableText } from "./storable-text";

/** A name that Twilio sent and nobody documented, once. */
export type UnknownNameSighting = {
  kind: "parameter" | "status";
  name: string;
  /** For a parameter its value, for a status the SID of the message that had it. */
  example: string;
  /** ISO instant, UTC. */
  seenAt: string;
};

export type UnknownNameRecord = {
  kind: string;
  name: string;
  example: string;
  occurrences: number;
  first_seen_at: string;
  last_seen_at: string;
};

const MAX_NAME_LENGTH = 200;
const MAX_EXAMPLE_LENGTH = 200;
const MAX_CATALOGUE = 1_000;

/** Counts sightings. The catalogue is bounded; beyond it new names are not added. Throws the database's error. */
export async function countUnknownNames(
  db: Database,
  sightings: readonly UnknownNameSighting[],
): Promise<void> {
  const rows = sightings.map(({ kind, name, example, seenAt }) => ({
    kind,
    name: storableText(name.slice(0, MAX_NAME_LENGTH)),
    example: storableText(example.slice(0, MAX_EXAMPLE_LENGTH)),
    seen_at: seenAt,
  }));
  await db.$executeRaw`
    INSERT INTO unknown_names AS u (kind, name, example, occurrences, first_seen_at, last_seen_at)
    SELECT kind, name, (array_agg(example ORDER BY seen_at))[1], count(*), min(seen_at), max(seen_at)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS i(kind text, name text, example text, seen_at timestamptz)
    WHERE EXISTS (SELECT 1 FROM unknown_names k WHERE k.kind = i.kind AND k.name = i.name)
       OR (SELECT count(*) FROM unknown_names) < ${MAX_CATALOGUE}
    GROUP BY kind, name ORDER BY kind, name
    ON CONFLICT (kind, name) DO UPDATE SET
      occurrences = u.occurrences + excluded.occurrences,
      last_seen_at = greatest(u.last_seen_at, excluded.last_seen_at),
      first_seen_at = least(u.first_seen_at, excluded.first_seen_at)`;
}

/** The whole catalogue, the latest sighting first. */
export async function listUnknownNames(db: Database): Promise<UnknownNameRecord[]> {
  const instant = (name: string) => Prisma.raw(`${instantSql(name)} AS ${name}`);
  return db.$queryRaw<UnknownNameRecord[]>`
    SELECT kind, name, example, occurrences::float8 AS occurrences, ${instant("first_seen_at")},
      ${instant("last_seen_at")}
    FROM unknown_names u ORDER BY u.last_seen_at DESC, u.kind, u.name LIMIT ${MAX_CATALOGUE}`;
}

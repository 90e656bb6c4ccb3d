import "server-only";
import type { Database } from "./prisma";

export type UnknownName = { kind: "parameter" | "status"; name: string; example: string };

const MAX_NAME_LENGTH = 200;
const MAX_EXAMPLE_LENGTH = 200;
const MAX_CATALOGUE = 1_000;

/** Counts names that Twilio sent and nobody documented. The catalogue is bounded; beyond it new names are not added. */
export async function countUnknownNames(
  db: Database,
  names: readonly UnknownName[],
  seenAt: Date,
): Promise<void> {
  const rows = names.map(({ kind, name, example }) => ({
    kind,
    name: name.replaceAll("\0", "\u2400").slice(0, MAX_NAME_LENGTH),
    example: example.replaceAll("\0", "\u2400").slice(0, MAX_EXAMPLE_LENGTH),
  }));
  await db.$executeRaw`
    INSERT INTO unknown_names AS u (kind, name, example, occurrences, first_seen_at, last_seen_at)
    SELECT kind, name, min(example), count(*), ${seenAt}, ${seenAt}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS i(kind text, name text, example text)
    WHERE EXISTS (SELECT 1 FROM unknown_names k WHERE k.kind = i.kind AND k.name = i.name)
       OR (SELECT count(*) FROM unknown_names) < ${MAX_CATALOGUE}
    GROUP BY kind, name ORDER BY kind, name
    ON CONFLICT (kind, name) DO UPDATE SET
      occurrences = u.occurrences + excluded.occurrences,
      last_seen_at = greatest(u.last_seen_at, excluded.last_seen_at),
      first_seen_at = least(u.first_seen_at, excluded.first_seen_at)`;
}

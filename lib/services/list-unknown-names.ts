import "server-only";
import { type UnknownName, unknownNameSchema } from "@/lib/contracts/callback";
import { type Database, database } from "@/lib/db/prisma";
import { listUnknownNames as listRecords } from "@/lib/db/unknown-names";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";

/** Every parameter and status word that Twilio sent undocumented, the latest first. Throws `forbidden`. */
export async function listUnknownNames(
  viewer: Viewer,
  { db = database() }: { db?: Database } = {},
): Promise<UnknownName[]> {
  assertCan(viewer, "messages.read");
  const records = await listRecords(db);
  return records.map((record) => ({
    kind: unknownNameSchema.shape.kind.parse(record.kind),
    name: record.name,
    example: record.example,
    occurrences: record.occurrences,
    firstSeenAt: record.first_seen_at,
    lastSeenAt: record.last_seen_at,
  }));
}

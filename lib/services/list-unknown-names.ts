import "server-only";
import { type UnknownName, unknownNameSchema } from "@/lib/contracts/callback";
import { type Database, database } from "@/lib/db/prisma";
import { listUnknownNames as listRecords } from "@/lib/db/unknown-names";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { findSight } from "./sight";

/** Every parameter and status word that Twilio sent undocumented, the latest first. Throws `forbidden`. */
export async function listUnknownNames(
  viewer: Viewer,
  { db = database() }: { db?: Database } = {},
): Promise<UnknownName[]> {
  assertCan(viewer, "messages.read");
  const [records, sight] = await Promise.all([listRecords(db), findSight(db, viewer)]);
  const isWhole = sight.numbers && sight.bodies;
  return records.map((record) => ({
    kind: unknownNameSchema.shape.kind.parse(record.kind),
    name: record.name,
    // The value of a parameter that nobody knows may be anything.
    example: isWhole || record.kind === "status" ? record.example : "",
    occurrences: record.occurrences,
    firstSeenAt: record.first_seen_at,
    lastSeenAt: record.last_seen_at,
  }));
}

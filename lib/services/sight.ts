import "server-only";
import type { Database } from "@/lib/db/prisma";
import { findMasking } from "@/lib/db/team-privacy";
import { type Sight, sightOf } from "@/lib/domain/masking";
import { can } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";

/** What somebody is shown under the team's masking as it is now. Throws the database's error. */
export async function findSight(db: Database, viewer: Viewer): Promise<Sight> {
  return sightOf(viewer, await findMasking(db));
}

/**
 * As `findSight`, with bodies for those who may reveal them: for downloads, which are audited as a revealing is, and
 * for texts with placeholders, which are nobody's own.
 */
export async function findRevealedSight(db: Database, viewer: Viewer): Promise<Sight> {
  const sight = await findSight(db, viewer);
  return { ...sight, bodies: sight.bodies || can(viewer, "messages.reveal") };
}

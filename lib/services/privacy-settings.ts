import "server-only";
import {
  type PrivacyPage,
  type PrivacySettings,
  privacySettingsSchema,
  retentionCountsSchema,
} from "@/lib/contracts/privacy";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { findTeamPrivacy, updateTeamPrivacy } from "@/lib/db/team-privacy";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";

/** What the team chose about personal data, and how its carrying out goes. Throws `forbidden`. */
export async function getPrivacySettings(
  viewer: Viewer,
  db: Database = database(),
): Promise<PrivacyPage> {
  assertCan(viewer, "settings.change");
  const { lastRunCounts, ...page } = await findTeamPrivacy(db);
  return { ...page, lastRun: retentionCountsSchema.safeParse(lastRunCounts).data ?? null };
}

/** Changes it, from now on; what changed is audited. Throws `forbidden`. */
export async function changePrivacySettings(
  viewer: Viewer,
  wanted: PrivacySettings,
  db: Database = database(),
): Promise<void> {
  assertCan(viewer, "settings.change");
  const held = privacySettingsSchema.parse(await findTeamPrivacy(db));
  const names = Object.keys(wanted) as (keyof PrivacySettings)[];
  const changes = names
    .filter((name) => held[name] !== wanted[name])
    .map((name) => [name, `${held[name] ?? "kept"} → ${wanted[name] ?? "kept"}`]);
  if (changes.length === 0) return;
  await db.$transaction(async (transaction) => {
    await updateTeamPrivacy(transaction, wanted);
    await appendAuditEntry(transaction, {
      actor: viewer,
      action: "settings.changed",
      subject: "privacy",
      details: Object.fromEntries(changes),
    });
  });
}

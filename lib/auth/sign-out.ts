import "server-only";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { database } from "@/lib/db/prisma";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { auth } from "./auth";

/** Ends this browser's session and takes its cookie back. */
export async function signOut(viewer: Viewer, requestHeaders: Headers): Promise<void> {
  assertCan(viewer, "account.change");
  await auth().api.signOut({ headers: requestHeaders });
  await appendAuditEntry(database(), { actor: viewer, action: "session.ended" });
}

/** Ends every session of the viewer, this one too. */
export async function signOutEverywhere(viewer: Viewer, requestHeaders: Headers): Promise<void> {
  assertCan(viewer, "account.change");
  await auth().api.revokeSessions({ headers: requestHeaders });
  await auth().api.signOut({ headers: requestHeaders });
  await appendAuditEntry(database(), { actor: viewer, action: "session.ended_everywhere" });
}

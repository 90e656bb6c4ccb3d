import "server-only";
import { isAPIError } from "better-auth/api";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { assertMayGuess, forgetGuesses } from "@/lib/services/guess-guard";
import { auth } from "./auth";

/**
 * Changes the viewer's password and ends every other session. Throws `invalid_input` at the
 * field `current` when it is wrong, and `rate_limited`.
 */
export async function changePassword(
  viewer: Viewer,
  { current, password }: { current: string; password: string },
  requestHeaders: Headers,
  address: string | null,
): Promise<void> {
  assertCan(viewer, "account.change");
  const db = database();
  const guess = { about: "password", whom: viewer.id, address } as const;
  await assertMayGuess(guess, db);
  try {
    await auth().api.changePassword({
      headers: requestHeaders,
      body: { currentPassword: current, newPassword: password },
    });
    // Not by better-auth's own option: that ends this session too, and the page is drawn again with its cookie.
    await auth().api.revokeOtherSessions({ headers: requestHeaders });
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    throw new AppError("invalid_input", "The current password is not right.", {
      fieldErrors: { current: ["This is not your current password."] },
    });
  }
  await forgetGuesses(guess, db);
  await appendAuditEntry(db, { actor: viewer, action: "password.changed" });
}

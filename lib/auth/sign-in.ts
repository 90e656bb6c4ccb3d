import "server-only";
import { isAPIError } from "better-auth/api";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { claimEntryCode } from "@/lib/db/entry-codes";
import { findFirstOwner } from "@/lib/db/people";
import { database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertMayGuess, forgetGuesses } from "@/lib/services/guess-guard";
import { hashCode } from "@/lib/services/one-time-code";
import { isSetUp } from "@/lib/services/set-up-owner";
import { auth } from "./auth";

const SOMEBODY = { id: "", name: "Somebody" };

/**
 * Starts a session by email and password and sets its cookie. Throws `rate_limited` with a growing wait, and
 * `unauthorized` with the same words whether the address exists or not.
 */
export async function signIn(
  { email, password }: { email: string; password: string },
  address: string | null,
): Promise<void> {
  const db = database();
  const guess = { about: "password", whom: email, address } as const;
  await assertMayGuess(guess, db);
  await isSetUp(db);
  try {
    const { user } = await auth().api.signInEmail({ body: { email, password } });
    await appendAuditEntry(db, { actor: user, action: "session.started" });
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    await appendAuditEntry(db, { actor: SOMEBODY, action: "session.refused" });
    throw new AppError("unauthorized", "Email or password is not right.");
  }
  await forgetGuesses(guess, db);
}

/** Starts the owner's session by the address that the server printed, once. Throws `forbidden` and `rate_limited`. */
export async function signInByEntryCode(
  code: string,
  address: string | null,
  now = new Date(),
): Promise<void> {
  const db = database();
  const guess = { about: "code", whom: "sign_in", address } as const;
  await assertMayGuess(guess, db);
  const owner = await findFirstOwner(db);
  const isRight = await claimEntryCode(db, { purpose: "sign_in", codeHash: hashCode(code), now });
  if (!isRight || !owner) {
    throw new AppError(
      "forbidden",
      "This address was used already. The next start prints another.",
    );
  }
  await auth().api.startEntrySession({ body: { userId: owner.id } });
  await appendAuditEntry(db, { actor: owner, action: "session.started", details: { by: "link" } });
  await forgetGuesses(guess, db);
}

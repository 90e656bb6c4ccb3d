import "server-only";
import { createHash } from "node:crypto";
import { countTry, forgetTries } from "@/lib/db/guess-limits";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { type GrowingWait, waitInWords } from "@/lib/domain/growing-wait";

const QUARTER_HOUR_SECONDS = 900;

const LIMITS = {
  /** One address guessing one account. */
  pair: { freeTries: 5, longestWaitSeconds: QUARTER_HOUR_SECONDS },
  /** One address guessing anything. */
  address: { freeTries: 30, longestWaitSeconds: QUARTER_HOUR_SECONDS },
  /** Anybody guessing one account: short, so that a stranger cannot keep its owner out. */
  account: { freeTries: 100, longestWaitSeconds: 30 },
} as const satisfies Record<string, GrowingWait>;

/** What is guessed: a password or a code, for whom (an email, a user's id, a kind of code), from which address. */
export type Guess = { about: "password" | "code"; whom: string; address: string | null };

function keysOf({ about, whom, address }: Guess): [key: string, limits: GrowingWait][] {
  const digest = (...parts: string[]) =>
    createHash("sha256").update(parts.join("\0")).digest("base64url").slice(0, 32);
  const from = address ?? "unknown";
  const account = whom.toLowerCase();
  return [
    [`${about}:pair:${digest(account, from)}`, LIMITS.pair],
    [`${about}:address:${digest(from)}`, LIMITS.address],
    [`${about}:account:${digest(account)}`, LIMITS.account],
  ];
}

/**
 * Lets somebody guess, or throws `rate_limited` with the wait in words. Each guess counts before it is made, so many
 * at once are no way around. Keys are digests: no address and no email is kept.
 */
export async function assertMayGuess(guess: Guess, db: Database = database()): Promise<void> {
  for (const [key, limits] of keysOf(guess)) {
    const verdict = await countTry(db, key, limits);
    if (!verdict.isAllowed) {
      throw new AppError(
        "rate_limited",
        `Too many tries. Wait ${waitInWords(verdict.waitSeconds)}, then try again.`,
      );
    }
  }
}

/** The guess was right: its account and address start from nothing. */
export async function forgetGuesses(guess: Guess, db: Database = database()): Promise<void> {
  await Promise.all(keysOf(guess).map(([key]) => forgetTries(db, key)));
}

import "server-only";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { nextCookies } from "better-auth/next-js";
import { MIN_PASSWORD_LENGTH } from "@/lib/contracts/person";
import { type Database, database } from "@/lib/db/prisma";
import { type Environment, environment } from "@/lib/env";
import { log } from "@/lib/log";
import { entrySession } from "./entry-session";

const SESSION_SECONDS = 14 * 86_400;

type AuthEnvironment = Pick<Environment, "AUTH_SECRET" | "PUBLIC_BASE_URL" | "PORT">;

/**
 * better-auth over our own tables. It is called from the server alone: its HTTP handler is not mounted, so that there
 * is one way in, with our limits. People are added by set-up and invitation only.
 */
export function createAuth(db: Database, env: AuthEnvironment) {
  if (!env.AUTH_SECRET) {
    throw new Error("AUTH_SECRET is not set: session cookies cannot be signed without it.");
  }
  const baseURL = env.PUBLIC_BASE_URL ?? `http://127.0.0.1:${env.PORT}`;
  return betterAuth({
    appName: "Milepost",
    baseURL: new URL(baseURL).origin,
    secret: env.AUTH_SECRET,
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
    },
    user: {
      modelName: "authUser",
      additionalFields: { role: { type: "string", required: true, input: false } },
    },
    session: {
      modelName: "authSession",
      expiresIn: SESSION_SECONDS,
      // A page cannot set cookies while it renders, so a session has one length and is not drawn out.
      disableSessionRefresh: true,
    },
    account: { modelName: "authAccount" },
    verification: { modelName: "authVerification" },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "milepost",
      useSecureCookies: baseURL.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { disableIpTracking: true },
    },
    // Its words may hold addresses; only that it failed is kept.
    logger: {
      level: "error",
      log: (level) => {
        if (level === "error") log.error("better-auth reported an error");
      },
    },
    plugins: [entrySession, nextCookies()],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const globalForAuth = globalThis as { milepostAuth?: Auth };

/** The process's sign-in. Throws when AUTH_SECRET is not set. */
export function auth(): Auth {
  globalForAuth.milepostAuth ??= createAuth(database(), environment());
  return globalForAuth.milepostAuth;
}

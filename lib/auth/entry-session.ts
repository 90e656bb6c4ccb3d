import "server-only";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import * as z from "zod";

/**
 * Starts a session for somebody whose right to it was proven by other means than a password: the code that the server
 * printed. Only the server itself can call it; it has no address.
 */
export const entrySession = {
  id: "entry-session",
  endpoints: {
    startEntrySession: createAuthEndpoint(
      {
        method: "POST",
        body: z.object({ userId: z.string() }),
      },
      async (context) => {
        const { internalAdapter } = context.context;
        const user = await internalAdapter.findUserById(context.body.userId);
        const session = user ? await internalAdapter.createSession(user.id) : null;
        if (!user || !session) throw new APIError("UNAUTHORIZED");
        await setSessionCookie(context, { session, user });
        return { token: session.token };
      },
    ),
  },
} satisfies BetterAuthPlugin;

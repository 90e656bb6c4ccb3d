import * as z from "zod";

export const tokenScopeSchema = z.enum(["read", "send"]);
export type TokenScope = z.infer<typeof tokenScopeSchema>;

export const createTokenSchema = z.object({
  name: z.string().trim().min(1, "Say what uses it.").max(100),
  scope: tokenScopeSchema,
});

export const tokenIdSchema = z.object({ id: z.string().min(1).max(64) });

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scope: tokenScopeSchema,
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** The only time at which the token itself leaves the server. */
export type NewApiToken = { id: string; name: string; token: string };

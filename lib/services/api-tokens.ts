import "server-only";
import { randomUUID } from "node:crypto";
import { type ApiToken, type NewApiToken, tokenScopeSchema } from "@/lib/contracts/api-token";
import {
  type ApiTokenRecord,
  insertApiToken,
  listApiTokenRecords,
  revokeApiTokenRecord,
  takeApiToken,
} from "@/lib/db/api-tokens";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { hashCode, newOneTimeCode } from "./one-time-code";

/** Says what it is to who finds one, and to scanners that look for lost secrets. */
const PREFIX = "milepost_";

const ROLE_OF_SCOPE = { read: "viewer", send: "sender" } as const satisfies Record<string, Role>;

/** Every token ever made, newest first, never the token itself. Throws `forbidden`. */
export async function listApiTokens(
  viewer: Viewer,
  db: Database = database(),
): Promise<ApiToken[]> {
  assertCan(viewer, "tokens.manage");
  return (await listApiTokenRecords(db)).map(toApiToken);
}

/** Makes a token; it is in the answer and nowhere else ever again. Throws `forbidden`. */
export async function createApiToken(
  viewer: Viewer,
  { name, scope }: { name: string; scope: ApiToken["scope"] },
  db: Database = database(),
): Promise<NewApiToken> {
  assertCan(viewer, "tokens.manage");
  const id = randomUUID();
  const token = `${PREFIX}${newOneTimeCode().code}`;
  await db.$transaction(async (transaction) => {
    await insertApiToken(transaction, {
      id,
      name,
      scope,
      createdBy: viewer.name,
      tokenHash: hashCode(token),
    });
    await appendAuditEntry(transaction, {
      actor: viewer,
      action: "token.created",
      subject: name,
      details: { scope },
    });
  });
  return { id, name, token };
}

/** Revokes a token: its next request is refused. Throws `forbidden`, and `not_found` when it is not in force. */
export async function revokeApiToken(
  viewer: Viewer,
  id: string,
  db: Database = database(),
  now = new Date(),
): Promise<void> {
  assertCan(viewer, "tokens.manage");
  await db.$transaction(async (transaction) => {
    const name = await revokeApiTokenRecord(transaction, id, now);
    if (name === null) throw new AppError("not_found", "This token is not in force.");
    await appendAuditEntry(transaction, { actor: viewer, action: "token.revoked", subject: name });
  });
}

/** Who a token stands for; null for one that never was, or was revoked. */
export async function findTokenViewer(
  token: string,
  db: Database = database(),
  now = new Date(),
): Promise<Viewer | null> {
  if (!token.startsWith(PREFIX) || token.length > 200) return null;
  const record = await takeApiToken(db, hashCode(token), now);
  if (!record) return null;
  const role = ROLE_OF_SCOPE[tokenScopeSchema.parse(record.scope)];
  return { id: `token:${record.id}`, name: record.name, role, via: "token" };
}

function toApiToken(record: ApiTokenRecord): ApiToken {
  return {
    id: record.id,
    name: record.name,
    scope: tokenScopeSchema.parse(record.scope),
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
    lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
    revokedAt: record.revokedAt?.toISOString() ?? null,
  };
}

import "server-only";
import type { AuditAction } from "@/lib/domain/audit-action";
import type { Prisma } from "./generated/client";
import type { Database } from "./prisma";

/** A client, or the transaction in which something is done and written down together. */
export type DatabaseOrTransaction = Database | Prisma.TransactionClient;

export type NewAuditEntry = {
  actor: { id: string; name: string };
  action: AuditAction;
  /** An id or a name that is no secret; never a number, a body or a token. */
  subject?: string;
  details?: Record<string, string | number | boolean | null>;
};

export type AuditRecord = {
  id: bigint;
  at: Date;
  actorId: string;
  actorName: string;
  action: string;
  subject: string;
  details: unknown;
};

/** Writes down who did what. There is no way to change or remove it. */
export async function appendAuditEntry(
  db: DatabaseOrTransaction,
  { actor, action, subject = "", details = {} }: NewAuditEntry,
): Promise<void> {
  await db.auditEntry.create({
    data: { actorId: actor.id, actorName: actor.name, action, subject, details },
    select: { id: true },
  });
}

/** Entries below an id, newest first. */
export async function listAuditRecords(
  db: Database,
  { before, action, limit }: { before: bigint | null; action: string | null; limit: number },
): Promise<AuditRecord[]> {
  return db.auditEntry.findMany({
    where: {
      ...(before === null ? {} : { id: { lt: before } }),
      ...(action === null ? {} : { action }),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}

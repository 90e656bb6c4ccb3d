import "server-only";
import { type AuditFilters, type AuditPage, auditEntrySchema } from "@/lib/contracts/audit";
import { listAuditRecords } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";

const PAGE_SIZE = 100;

/** A page of what was done, newest first. Throws `forbidden`. */
export async function listAudit(
  viewer: Viewer,
  { before, action }: AuditFilters,
  db: Database = database(),
): Promise<AuditPage> {
  assertCan(viewer, "audit.read");
  const found = await listAuditRecords(db, {
    before: before === undefined ? null : BigInt(before),
    action: action ?? null,
    limit: PAGE_SIZE + 1,
  });
  const records = found.slice(0, PAGE_SIZE);
  return {
    entries: records.map((record) => ({
      id: record.id.toString(),
      at: record.at.toISOString(),
      actor: record.actorName,
      action: record.action,
      subject: record.subject,
      details: auditEntrySchema.shape.details.catch({}).parse(record.details),
    })),
    nextCursor: found.length > PAGE_SIZE ? (records.at(-1)?.id.toString() ?? null) : null,
  };
}

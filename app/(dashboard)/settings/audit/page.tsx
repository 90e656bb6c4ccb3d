import type { Metadata } from "next";
import { AuditList } from "@/components/settings/audit-list";
import { requirePageViewer } from "@/lib/auth/page-viewer";
import { auditFiltersSchema } from "@/lib/contracts/audit";
import { listAudit } from "@/lib/services/list-audit";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  const viewer = await requirePageViewer("audit.read");
  const filters = auditFiltersSchema.catch({}).parse(await searchParams);
  return <AuditList page={await listAudit(viewer, filters)} filters={filters} />;
}

import type { Metadata } from "next";
import { AuditList } from "@/components/settings/audit-list";
import { requireViewer } from "@/lib/auth/current-viewer";
import { orForbiddenPage } from "@/lib/auth/forbidden-page";
import { auditFiltersSchema } from "@/lib/contracts/audit";
import { listAudit } from "@/lib/services/list-audit";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  const viewer = await requireViewer();
  const filters = auditFiltersSchema.catch({}).parse(await searchParams);
  return <AuditList page={await orForbiddenPage(listAudit(viewer, filters))} />;
}

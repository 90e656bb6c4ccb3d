import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { requireViewer } from "@/lib/auth/current-viewer";
import { getShellInfo } from "@/lib/services/get-shell-info";

export const dynamic = "force-dynamic";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const info = await getShellInfo(viewer);
  return (
    <Shell viewerName={viewer.name} info={info} renderedAtMs={Date.now()}>
      {children}
    </Shell>
  );
}

import "server-only";
import { notFound } from "next/navigation";
import { can, type Permission } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { requireViewer } from "./current-viewer";

/** Who is asking for a page; for somebody whose role may not see it, there is no such page. */
export async function requirePageViewer(permission: Permission): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!can(viewer, permission)) notFound();
  return viewer;
}

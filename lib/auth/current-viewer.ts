import "server-only";
import type { Viewer } from "@/lib/domain/viewer";

const LOCAL_OWNER: Viewer = { id: "local", name: "Local owner", role: "owner" };

/**
 * Who is asking. The server listens on 127.0.0.1 only, so whoever reaches it is the owner of this machine's
 * Milepost.
 */
export async function requireViewer(): Promise<Viewer> {
  return LOCAL_OWNER;
}

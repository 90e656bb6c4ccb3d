import type { Metadata } from "next";
import { UnknownNames } from "@/components/callbacks/unknown-names";
import { requireViewer } from "@/lib/auth/current-viewer";
import { listUnknownNames } from "@/lib/services/list-unknown-names";

export const metadata: Metadata = { title: "New names" };

export default async function UnknownNamesPage() {
  const viewer = await requireViewer();
  return <UnknownNames names={await listUnknownNames(viewer)} nowUs={Date.now() * 1000} />;
}

import type { Metadata } from "next";
import { SendingSettings } from "@/components/settings/sending-settings";
import { requirePageViewer } from "@/lib/auth/page-viewer";
import { getInstallation } from "@/lib/services/get-installation";

export const metadata: Metadata = { title: "Sending" };

export default async function SendingPage() {
  const viewer = await requirePageViewer("messages.read");
  return <SendingSettings installation={getInstallation(viewer)} />;
}

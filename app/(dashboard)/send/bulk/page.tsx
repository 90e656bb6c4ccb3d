import type { Metadata } from "next";
import { BulkPage } from "@/components/send/bulk/bulk-page";
import { SendingNotAllowed } from "@/components/send/sending-not-allowed";
import { requireViewer } from "@/lib/auth/current-viewer";
import { can } from "@/lib/domain/permissions";
import { getSenderDirectory } from "@/lib/services/get-sender-directory";
import { getSendSettings } from "@/lib/services/send-settings";
import { checkBatchAction, createBatchAction } from "./actions";

export const metadata: Metadata = { title: "Send to a list" };

export default async function Page() {
  const viewer = await requireViewer();
  if (!can(viewer, "messages.send")) return <SendingNotAllowed role={viewer.role} />;
  return (
    <BulkPage
      sendKey={crypto.randomUUID()}
      settings={getSendSettings(viewer)}
      directory={getSenderDirectory(viewer)}
      check={checkBatchAction}
      create={createBatchAction}
    />
  );
}

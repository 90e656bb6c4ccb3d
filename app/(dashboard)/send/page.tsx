import type { Metadata } from "next";
import { SendPage } from "@/components/send/send-page";
import { requireViewer } from "@/lib/auth/current-viewer";
import { getSenderDirectory } from "@/lib/services/get-sender-directory";
import { getSendSettings } from "@/lib/services/send-settings";
import { sendFormAction } from "./actions";

export const metadata: Metadata = { title: "Send" };

export default async function Send() {
  const viewer = await requireViewer();
  return (
    <SendPage
      sendKey={crypto.randomUUID()}
      settings={getSendSettings(viewer)}
      directory={getSenderDirectory(viewer)}
      send={sendFormAction}
    />
  );
}

import type { Metadata } from "next";
import { SendPage } from "@/components/send/send-page";
import { SendingNotAllowed } from "@/components/send/sending-not-allowed";
import { requireViewer } from "@/lib/auth/current-viewer";
import { can } from "@/lib/domain/permissions";
import { checkDoor } from "@/lib/services/check-door";
import { getSenderDirectory } from "@/lib/services/get-sender-directory";
import { getSendSettings } from "@/lib/services/send-settings";
import { sendFormAction } from "./actions";

export const metadata: Metadata = { title: "Send" };

export default async function Page() {
  const viewer = await requireViewer();
  if (!can(viewer, "messages.send")) return <SendingNotAllowed role={viewer.role} />;
  return (
    <SendPage
      sendKey={crypto.randomUUID()}
      settings={getSendSettings(viewer)}
      directory={getSenderDirectory(viewer)}
      door={checkDoor(viewer)}
      send={sendFormAction}
    />
  );
}

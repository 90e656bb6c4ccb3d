import type { Metadata } from "next";
import { SendPage } from "@/components/send/send-page";
import { SendingNotAllowed } from "@/components/send/sending-not-allowed";
import { requireViewer } from "@/lib/auth/current-viewer";
import { can } from "@/lib/domain/permissions";
import { checkDoor } from "@/lib/services/check-door";
import { getSenderDirectory } from "@/lib/services/get-sender-directory";
import { listOutcomeNumbers } from "@/lib/services/list-outcome-numbers";
import { getSendSettings } from "@/lib/services/send-settings";
import { sendFormAction } from "./actions";

export const metadata: Metadata = { title: "Send" };

type Props = { searchParams: Promise<{ to?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (!can(viewer, "messages.send")) return <SendingNotAllowed role={viewer.role} />;
  const { to } = await searchParams;
  return (
    <SendPage
      sendKey={crypto.randomUUID()}
      to={[to ?? []].flat().join("\n").slice(0, 2_000)}
      settings={getSendSettings(viewer)}
      directory={getSenderDirectory(viewer)}
      door={checkDoor(viewer)}
      outcomeNumbers={listOutcomeNumbers(viewer)}
      send={sendFormAction}
    />
  );
}

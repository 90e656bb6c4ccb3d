import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SimulatorPage } from "@/components/simulation/simulator-page";
import { requireViewer } from "@/lib/auth/current-viewer";
import { AppError } from "@/lib/domain/app-error";
import { can } from "@/lib/domain/permissions";
import { getSimulatorState } from "@/lib/services/get-simulator-state";
import { listSimulatorLedger } from "@/lib/services/list-simulator-ledger";
import { changeSimulatorAction, startCampaignAction } from "./actions";

export const metadata: Metadata = { title: "Simulator" };

export default async function Page() {
  const viewer = await requireViewer();
  const read = async () => ({
    state: await getSimulatorState(viewer),
    ledger: await listSimulatorLedger(viewer),
  });
  const rendered = await read().catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <SimulatorPage
      rendered={rendered}
      actions={{
        ...(can(viewer, "simulator.change") ? { change: changeSimulatorAction } : {}),
        ...(can(viewer, "messages.send") ? { startCampaign: startCampaignAction } : {}),
      }}
    />
  );
}

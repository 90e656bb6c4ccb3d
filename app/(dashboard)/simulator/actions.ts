"use server";

import type { ActionResult } from "@/lib/contracts/action-result";
import {
  campaignSchema,
  type SimulatorSettings,
  simulatorChangeSchema,
} from "@/lib/contracts/simulator";
import { runAction } from "@/lib/http/action";
import { changeSimulator } from "@/lib/services/change-simulator";
import { startCampaign } from "@/lib/services/start-campaign";

/** Changes how the simulator behaves. */
export async function changeSimulatorAction(
  input: unknown,
): Promise<ActionResult<SimulatorSettings>> {
  return runAction("simulator.change", simulatorChangeSchema, input, (viewer, change) =>
    changeSimulator(viewer, change),
  );
}

/** Begins to send made-up messages through Milepost. */
export async function startCampaignAction(
  input: unknown,
): Promise<ActionResult<{ batchId: string }>> {
  return runAction("messages.send", campaignSchema, input, (viewer, campaign) =>
    startCampaign(viewer, campaign),
  );
}

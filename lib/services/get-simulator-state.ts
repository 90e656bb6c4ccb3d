import "server-only";
import {
  type SimulatorState,
  simulatorSettingsSchema,
  simulatorSummarySchema,
} from "@/lib/contracts/simulator";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type SimulatorControl, simulatorControl } from "./simulator-control";

/**
 * How the simulator is set and what it has done so far. Throws `forbidden`, `not_found` where there is no simulator,
 * and `upstream_failed`.
 */
export async function getSimulatorState(
  viewer: Viewer,
  control: SimulatorControl = simulatorControl(),
): Promise<SimulatorState> {
  assertCan(viewer, "messages.read");
  const [settings, summary] = await Promise.all([
    control.get("/simulator/settings", simulatorSettingsSchema),
    control.get("/simulator/summary", simulatorSummarySchema),
  ]);
  return { settings, summary };
}

import "server-only";
import {
  type SimulatorChange,
  type SimulatorSettings,
  simulatorSettingsSchema,
} from "@/lib/contracts/simulator";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type SimulatorControl, simulatorControl } from "./simulator-control";

/**
 * Changes how the simulator behaves from the next message on; answers the settings that hold now. Throws `forbidden`,
 * `not_found` where there is no simulator, `invalid_input` and `upstream_failed`.
 */
export async function changeSimulator(
  viewer: Viewer,
  change: SimulatorChange,
  control?: SimulatorControl,
): Promise<SimulatorSettings> {
  assertCan(viewer, "simulator.change");
  return (control ?? simulatorControl()).put(
    "/simulator/settings",
    change,
    simulatorSettingsSchema,
  );
}

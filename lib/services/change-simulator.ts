import "server-only";
import {
  type SimulatorChange,
  type SimulatorSettings,
  simulatorSettingsSchema,
} from "@/lib/contracts/simulator";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type SimulatorControl, simulatorControl } from "./simulator-control";

type SimulatorDependencies = { db?: Database; control?: SimulatorControl };

/**
 * Changes how the simulator behaves from the next message on; answers the settings that hold now. Throws `forbidden`,
 * `not_found` where there is no simulator, `invalid_input` and `upstream_failed`.
 */
export async function changeSimulator(
  viewer: Viewer,
  change: SimulatorChange,
  { db = database(), control }: SimulatorDependencies = {},
): Promise<SimulatorSettings> {
  assertCan(viewer, "simulator.change");
  const settings = await (control ?? simulatorControl()).put(
    "/simulator/settings",
    change,
    simulatorSettingsSchema,
  );
  await appendAuditEntry(db, {
    actor: viewer,
    action: "simulator.changed",
    details: changedDetails(change),
  });
  return settings;
}

/** What was asked for, each part by its name; probabilities in per cent. */
function changedDetails(change: SimulatorChange): Record<string, string> {
  const { preset, seed, timeScale, outcomes, misbehaviour } = change;
  const details: Record<string, string> = {};
  if (preset !== undefined) details.preset = preset;
  if (seed !== undefined) details.seed = seed;
  if (timeScale !== undefined) details.timeScale = String(timeScale);
  for (const [name, probability] of Object.entries({ ...outcomes, ...misbehaviour })) {
    details[name] = `${Math.round(probability * 1000) / 10} %`;
  }
  return details;
}

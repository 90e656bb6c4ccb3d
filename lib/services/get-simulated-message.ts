import "server-only";
import type { MessageDetail } from "@/lib/contracts/message";
import { type SimulatedMessage, simulatorEntrySchema } from "@/lib/contracts/simulator";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { getMessage } from "./get-message";
import { shownEntry } from "./list-simulator-ledger";
import { findSight } from "./sight";
import { type SimulatorControl, simulatorControl } from "./simulator-control";

/**
 * What really happened to one of the simulator's messages, beside what Milepost recorded of it. Throws `forbidden`,
 * `not_found`, and `upstream_failed`.
 */
export async function getSimulatedMessage(
  viewer: Viewer,
  sid: string,
  { db = database(), control }: { db?: Database; control?: SimulatorControl } = {},
): Promise<SimulatedMessage> {
  assertCan(viewer, "messages.read");
  if (!/^(SM|MM)\w{1,64}$/.test(sid)) throw new AppError("not_found", "This is no message's SID.");
  const simulator = control ?? simulatorControl();
  const [entry, sight] = await Promise.all([
    simulator.get(`/simulator/ledger/${sid}`, simulatorEntrySchema),
    findSight(db, viewer),
  ]);
  const message = await findRecorded(viewer, sid, db);
  return {
    entry: shownEntry(entry, sight),
    shown: message && {
      messageId: message.id,
      status: message.status,
      outcome: message.outcome,
      hasConflict: message.hasConflict,
    },
    events: message?.events ?? [],
    quarantined: message?.quarantined ?? [],
  };
}

async function findRecorded(
  viewer: Viewer,
  sid: string,
  db: Database,
): Promise<MessageDetail | null> {
  try {
    return await getMessage(viewer, sid, { db });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

import "server-only";
import {
  type LedgerItem,
  type LedgerPage,
  type SimulatorEntry,
  simulatorLedgerSchema,
  simulatorSummarySchema,
} from "@/lib/contracts/simulator";
import { type HeadlineRecord, listHeadlinesBySid } from "@/lib/db/message-headlines";
import { type Database, database } from "@/lib/db/prisma";
import type { Sight } from "@/lib/domain/masking";
import { outcomeOf } from "@/lib/domain/message-status";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { shownAddress } from "./message-contracts";
import { findSight } from "./sight";
import { type SimulatorControl, simulatorControl } from "./simulator-control";

const ROWS = 25;

/**
 * A page of what the simulator really did, newest first, each message beside the headline Milepost has for it.
 * `before` is an ordinal of the ledger; without it the page is the newest. Throws `forbidden`, `not_found` where there
 * is no simulator, and `upstream_failed`.
 */
export async function listSimulatorLedger(
  viewer: Viewer,
  { before }: { before?: number | undefined } = {},
  { db = database(), control }: { db?: Database; control?: SimulatorControl } = {},
): Promise<LedgerPage> {
  assertCan(viewer, "messages.read");
  const sight = await findSight(db, viewer);
  const simulator = control ?? simulatorControl();
  const { created: total } = await simulator.get("/simulator/summary", simulatorSummarySchema);
  const end = Math.min(before ?? total, total);
  const start = Math.max(0, end - ROWS);
  if (end === 0) return { items: [], total, olderBefore: null };
  const { entries } = await simulator.get(
    `/simulator/ledger?after=${start - 1}&limit=${end - start}`,
    simulatorLedgerSchema,
  );
  const headlines = await listHeadlinesBySid(
    db,
    entries.map(({ sid }) => sid),
  );
  const bySid = new Map(headlines.map((headline) => [headline.sid, headline]));
  return {
    items: entries
      .map((entry) => ({ entry: shownEntry(entry, sight), shown: toShown(bySid.get(entry.sid)) }))
      .reverse(),
    total,
    olderBefore: start > 0 ? start : null,
  };
}

/** An entry of the ledger as somebody may see it. */
export function shownEntry(entry: SimulatorEntry, sight: Sight): SimulatorEntry {
  return {
    ...entry,
    to: shownAddress(entry.to, sight) ?? "",
    body: sight.bodies ? entry.body : "",
  };
}

function toShown(record: HeadlineRecord | undefined): LedgerItem["shown"] {
  if (!record) return null;
  const { status, hasConflict, submission } = record;
  return {
    messageId: record.id,
    status,
    hasConflict,
    outcome: outcomeOf({ status, hasConflict }, submission),
  };
}

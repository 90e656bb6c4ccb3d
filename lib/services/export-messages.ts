import "server-only";
import { stringify } from "csv-stringify/sync";
import type { MessageExport } from "@/lib/contracts/message-list";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import type { MessageCriteria } from "@/lib/db/message-branches";
import { type ExportedMessageRecord, listExportedMessages } from "@/lib/db/message-rows";
import { type Database, database } from "@/lib/db/prisma";
import { errorTitle } from "@/lib/domain/error-titles";
import type { Sight } from "@/lib/domain/masking";
import type { MessagePosition } from "@/lib/domain/message-cursor";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { shownAddress } from "./message-contracts";
import { filterCriteria, outcomeCriteria } from "./message-criteria";
import { findRevealedSight } from "./sight";

const ROWS_AT_ONCE = 500;

type Cell = (row: ExportedMessageRecord, sight: Sight) => unknown;

const COLUMNS: readonly [string, Cell][] = [
  ["created_at", (row) => row.created_at],
  ["message_id", (row) => row.id],
  ["message_sid", (row) => row.sid],
  ["status", (row) => row.status],
  ["outcome", (row) => row.outcome],
  ["submission", (row) => row.submission],
  ["has_conflict", (row) => row.has_conflict],
  ["error_code", (row) => row.error_code],
  ["error_title", (row) => (row.error_code === null ? null : errorTitle(row.error_code))],
  ["channel", (row) => row.channel],
  ["to", (row, sight) => shownAddress(row.to_address, sight)],
  ["to_country", (row) => row.to_country],
  ["from", (row) => row.from_address],
  ["messaging_service_sid", (row) => row.messaging_service_sid],
  ["body", (row, sight) => (sight.bodies ? row.body : null)],
  ["segments", (row) => row.num_segments],
  ["price", (row) => row.price],
  ["price_unit", (row) => row.price_unit],
  ["reference", (row) => row.reference],
  ["batch_id", (row) => row.batch_id],
  ["origin", (row) => row.origin],
  ["account_sid", (row) => row.account_sid],
  ["send_at", (row) => row.send_at],
  ["submitted_at", (row) => row.submitted_at],
  ["last_event_at", (row) => row.last_event_at],
];

/**
 * The messages that meet the filters, or those picked by id, as CSV in pieces of at most 500 rows, newest first.
 * Cells that a spreadsheet would take for a formula are escaped; what is hidden from the viewer is hidden here too. It
 * is audited first. Throws `forbidden` before the first piece.
 */
export function exportMessages(
  viewer: Viewer,
  request: MessageExport,
  { db = database(), now = new Date() }: { db?: Database; now?: Date } = {},
): { fileName: string; pieces: AsyncGenerator<string> } {
  assertCan(viewer, "messages.read");
  const { ids, ...filters } = request;
  const readCriteria = async (sight: Sight): Promise<MessageCriteria> =>
    ids
      ? { ids }
      : {
          ...(await filterCriteria(db, filters, { now, sight })),
          ...(filters.outcome ? outcomeCriteria(filters.outcome, now) : {}),
        };
  return {
    fileName: `messages-${now.toISOString().slice(0, 10)}.csv`,
    pieces: pieces(db, viewer, request, readCriteria),
  };
}

/** Which filters were set, by name: what was looked for may be somebody's number. */
function toDetails({ ids, ...filters }: MessageExport): Record<string, number | string> {
  if (ids) return { picked: ids.length };
  const names = Object.entries(filters).filter(([, value]) => value !== undefined);
  return { filters: names.map(([name]) => name).join(" ") };
}

async function* pieces(
  db: Database,
  viewer: Viewer,
  request: MessageExport,
  readCriteria: (sight: Sight) => Promise<MessageCriteria>,
): AsyncGenerator<string> {
  await appendAuditEntry(db, {
    actor: viewer,
    action: "messages.exported",
    details: toDetails(request),
  });
  const sight = await findRevealedSight(db, viewer);
  const criteria = await readCriteria(sight);
  let head: unknown[][] = [COLUMNS.map(([name]) => name)];
  let start = "\uFEFF";
  let olderThan: MessagePosition | null = null;
  for (;;) {
    const rows: ExportedMessageRecord[] = await listExportedMessages(db, {
      criteria,
      limit: ROWS_AT_ONCE,
      olderThan,
    });
    const cells = rows.map((row) => COLUMNS.map(([, cellOf]) => cellOf(row, sight)));
    const text = stringify([...head, ...cells], {
      escape_formulas: true,
      cast: { boolean: String },
    });
    yield `${start}${text}`;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    olderThan = { createdAt: last.created_at, id: last.id };
    head = [];
    start = "";
  }
}

import "server-only";
import { stringify } from "csv-stringify/sync";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { type BatchOutcomeRecord, listBatchOutcomes } from "@/lib/db/send-batch-counts";
import { findSendBatch } from "@/lib/db/send-batches";
import { AppError } from "@/lib/domain/app-error";
import { errorTitle } from "@/lib/domain/error-titles";
import type { Sight } from "@/lib/domain/masking";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { shownAddress } from "./message-contracts";
import { findRevealedSight } from "./sight";

const ROWS_AT_ONCE = 1_000;

const OUTCOME_COLUMNS = [
  "line",
  "recipient",
  "to",
  "result",
  "reason",
  "status",
  "error_code",
  "error_title",
  "message_id",
  "message_sid",
  "segments",
  "price",
  "price_unit",
  "submitted_at",
  "last_event_at",
  "attempts",
];

/**
 * Every row of a batch with what became of it, as CSV in pieces, the list's own columns last. Cells that a
 * spreadsheet would take for a formula are escaped. Throws `forbidden` and `not_found` before the first piece.
 */
export async function exportSendBatch(
  viewer: Viewer,
  batchId: string,
  { db = database() }: { db?: Database } = {},
): Promise<{ fileName: string; pieces: AsyncGenerator<string> }> {
  assertCan(viewer, "messages.read");
  const [batch, sight] = await Promise.all([
    findSendBatch(db, batchId),
    findRevealedSight(db, viewer),
  ]);
  if (!batch) throw new AppError("not_found", "There is no such batch.");
  const [first] = await listBatchOutcomes(db, { batchId, afterLine: 0, limit: 1 });
  const ownColumns = Object.keys(first?.fields ?? {});
  const stem = batch.name.replace(/\.\w{1,4}$/, "").replace(/[^\w.-]+/g, "-");
  await appendAuditEntry(db, { actor: viewer, action: "batch.exported", subject: batchId });
  return {
    fileName: `${stem || "batch"}-outcome.csv`,
    pieces: pieces(db, batchId, ownColumns, sight),
  };
}

async function* pieces(
  db: Database,
  batchId: string,
  ownColumns: readonly string[],
  sight: Sight,
): AsyncGenerator<string> {
  const toCsv = (rows: unknown[][]) => stringify(rows, { escape_formulas: true });
  yield `\uFEFF${toCsv([[...OUTCOME_COLUMNS, ...ownColumns]])}`;
  // A list's own columns may hold numbers and words of any kind.
  const isWhole = sight.numbers && sight.bodies;
  let afterLine = 0;
  for (;;) {
    const rows = await listBatchOutcomes(db, { batchId, afterLine, limit: ROWS_AT_ONCE });
    const last = rows.at(-1);
    if (!last) return;
    yield toCsv(
      rows.map((row) => [
        ...toCells(row, sight),
        ...ownColumns.map((name) => (isWhole ? row.fields[name] : null)),
      ]),
    );
    afterLine = last.line;
  }
}

function toCells(row: BatchOutcomeRecord, sight: Sight): unknown[] {
  return [
    row.line,
    shownAddress(row.recipient, sight),
    shownAddress(row.to_address, sight),
    resultOf(row),
    row.reason,
    row.status,
    row.error_code,
    row.error_code === null ? null : errorTitle(row.error_code),
    row.message_id,
    row.sid,
    row.num_segments ?? row.segments,
    row.price,
    row.price_unit,
    row.submitted_at,
    row.last_event_at,
    row.state === "left_out" ? 0 : row.attempt,
  ];
}

/** One word: why it was left out, that it is not sent yet, or what became of its message. */
function resultOf({ state, verdict, submission, outcome }: BatchOutcomeRecord): string {
  if (state === "left_out") return verdict;
  if (state !== "sent") return state === "claimed" ? "waiting" : state;
  return submission === "rejected" ? "rejected" : (outcome ?? "unknown");
}

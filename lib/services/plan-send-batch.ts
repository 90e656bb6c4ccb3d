import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { BatchCheckForm } from "@/lib/contracts/send-batch";
import type { Database } from "@/lib/db/prisma";
import { listOptOuts } from "@/lib/db/send-batch-counts";
import { createBatchJudge, type JudgedRow } from "@/lib/domain/batch-verdict";
import { parseBodyTemplate } from "@/lib/domain/body-template";
import { type CsvTable, guessNumberColumn, readCsvTable } from "@/lib/domain/csv-table";
import { toTwilioAddress } from "@/lib/domain/phone-address";
import { parseRecipient, type Recipient } from "@/lib/domain/recipient-line";

export type PlannedBatch = {
  table: CsvTable;
  numberColumn: number;
  rows: JudgedRow[];
};

/** Rows that are worked on before others get a turn: callbacks are answered by this process too. */
const ROWS_AT_ONCE = 250;
const ADDRESSES_AT_ONCE = 5_000;

/**
 * Reads a list and judges every row; nothing is written. A list that cannot be read is a sentence. The process stays
 * free to answer others between handfuls of rows. Throws the database's error.
 */
export async function planSendBatch(
  db: Database,
  form: BatchCheckForm,
  { allowedPrefixes }: { allowedPrefixes: readonly string[] },
): Promise<PlannedBatch | { fault: string }> {
  const reading = readCsvTable(form.text, { hasHeader: form.hasHeader });
  if (!reading.ok) return { fault: reading.fault };
  const { table } = reading;
  const numberColumn = form.numberColumn ?? guessNumberColumn(table);
  if (numberColumn >= table.columns.length) {
    return { fault: `There is no column ${numberColumn + 1} in it.` };
  }
  const recipients = await inTurns(table.rows, ({ cells }) =>
    parseRecipient(cells[numberColumn] ?? "", { defaultCountry: form.defaultCountry }),
  );
  const judge = createBatchJudge({
    channel: form.channel,
    template: form.body === "" ? null : parseBodyTemplate(form.body),
    smartEncoding: form.isSmartEncoded,
    sendsToUnlikely: form.sendsToUnlikely,
    allowedPrefixes,
    optedOut: await findOptOuts(db, form.channel, recipients),
  });
  const indexOf = new Map(table.columns.map((name, index) => [name.toLowerCase(), index]));
  const rows = await inTurns(table.rows, ({ line, cells }, index) =>
    judge({
      line,
      recipient: recipients[index] as Recipient,
      cellOf: (column) => cells[indexOf.get(column.toLowerCase()) ?? -1],
    }),
  );
  return { table, numberColumn, rows };
}

async function findOptOuts(
  db: Database,
  channel: BatchCheckForm["channel"],
  recipients: readonly Recipient[],
): Promise<Map<string, string>> {
  const addresses = [
    ...new Set(recipients.flatMap(({ e164 }) => (e164 ? [toTwilioAddress(channel, e164)] : []))),
  ];
  const found = new Map<string, string>();
  for (let start = 0; start < addresses.length; start += ADDRESSES_AT_ONCE) {
    const part = addresses.slice(start, start + ADDRESSES_AT_ONCE);
    for (const { to, at } of await listOptOuts(db, part)) {
      found.set(to, at.toISOString().slice(0, 10));
    }
  }
  return found;
}

async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await nextTurn();
    results.push(work(item, index));
  }
  return results;
}

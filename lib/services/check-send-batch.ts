import "server-only";
import type { BatchCheck, BatchCheckForm } from "@/lib/contracts/send-batch";
import { type Database, database } from "@/lib/db/prisma";
import { listSegmentPrices } from "@/lib/db/send-history";
import { BATCH_VERDICTS, type BatchVerdict, type JudgedRow } from "@/lib/domain/batch-verdict";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { planSendBatch } from "./plan-send-batch";

const SAMPLES_OF_EACH = 50;
const EXAMPLE_CHARACTERS = 60;
const PRICES_SINCE_MS = 30 * 24 * 3_600_000;
const MOST_PRICES = 20_000;

type CheckDependencies = { db?: Database; allowedPrefixes?: readonly string[]; now?: Date };

/** The verdicts on a list, and what sending it would come to. Nothing is written. Throws `forbidden`. */
export async function checkSendBatch(
  viewer: Viewer,
  form: BatchCheckForm,
  {
    db = database(),
    allowedPrefixes = environment().SEND_ALLOWED_PREFIXES,
    now = new Date(),
  }: CheckDependencies = {},
): Promise<BatchCheck> {
  assertCan(viewer, "messages.send");
  const plan = await planSendBatch(db, form, { allowedPrefixes });
  if ("fault" in plan) return { ...NOTHING, fault: plan.fault };
  const { table, numberColumn, rows } = plan;
  const sent = rows.filter(({ isSent }) => isSent);
  return {
    fault: null,
    delimiter: table.delimiter,
    hasHeader: table.hasHeader,
    numberColumn,
    columns: table.columns.map((name, index) => ({
      name,
      example: firstFilled(table.rows, index).slice(0, EXAMPLE_CHARACTERS),
    })),
    rows: rows.length,
    verdicts: countVerdicts(rows),
    messages: sent.length,
    segments: sent.reduce((sum, { segments }) => sum + segments, 0),
    samples: BATCH_VERDICTS.flatMap((verdict) =>
      rows.filter((row) => row.verdict === verdict).slice(0, SAMPLES_OF_EACH),
    ),
    cost: await estimateCost(db, form.channel, sent, now),
  };
}

const NO_VERDICTS = Object.fromEntries(BATCH_VERDICTS.map((verdict) => [verdict, 0])) as Record<
  BatchVerdict,
  number
>;

const NOTHING: Omit<BatchCheck, "fault"> = {
  delimiter: ",",
  hasHeader: false,
  numberColumn: 0,
  columns: [],
  rows: 0,
  verdicts: NO_VERDICTS,
  messages: 0,
  segments: 0,
  samples: [],
  cost: null,
};

function countVerdicts(rows: readonly JudgedRow[]): Record<BatchVerdict, number> {
  const counts = { ...NO_VERDICTS };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}

function firstFilled(rows: readonly { cells: readonly string[] }[], index: number): string {
  for (const { cells } of rows) {
    const cell = cells[index];
    if (cell) return cell;
  }
  return "";
}

/** Past averages by country; a country without one counts as the average of all. */
async function estimateCost(
  db: Database,
  channel: string,
  sent: readonly JudgedRow[],
  now: Date,
): Promise<BatchCheck["cost"]> {
  const known = await listSegmentPrices(db, {
    channel,
    countries: null,
    createdSince: new Date(now.getTime() - PRICES_SINCE_MS),
    limit: MOST_PRICES,
  });
  const unit = known[0]?.unit;
  if (unit === undefined) return null;
  const prices = known.filter((price) => price.unit === unit);
  const segments = prices.reduce((sum, price) => sum + price.segments, 0);
  const average =
    prices.reduce((sum, price) => sum + price.per_segment * price.segments, 0) / segments;
  const priceOf = new Map(prices.map(({ country, per_segment }) => [country, per_segment]));
  let amount = 0;
  let guessedSegments = 0;
  for (const row of sent) {
    const price = priceOf.get(row.country);
    if (price === undefined) guessedSegments += row.segments;
    amount += row.segments * (price ?? average);
  }
  return { amount, unit, guessedSegments };
}

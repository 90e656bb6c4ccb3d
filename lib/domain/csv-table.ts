import { CsvError, type Info, parse } from "csv-parse/sync";

/** Of a list of recipients; with more it is a database, not a list. */
export const maxCsvRows = 50_000;
export const maxCsvColumns = 100;

export type CsvDelimiter = "," | ";" | "\t" | "|";

export type CsvRow = {
  /** Where it ends in the text, from 1, as an editor counts. */
  line: number;
  cells: string[];
};

export type CsvTable = {
  delimiter: CsvDelimiter;
  hasHeader: boolean;
  /** One for each cell of the widest row: the header's words, or `column1`, `column2` … Never twice the same. */
  columns: string[];
  /** Without the header. Rows may be shorter than `columns`. */
  rows: CsvRow[];
};

export type CsvReading = { ok: true; table: CsvTable } | { ok: false; fault: string };

const delimiters: readonly CsvDelimiter[] = [",", ";", "\t", "|"];
const sampleCharacters = 20_000;
const sampleRows = 50;

/**
 * Reads a table as spreadsheets write it (RFC 4180, also with `;`, tab or `|`, with or without a byte order mark and
 * a header), or says in one sentence why it cannot. `hasHeader` null: guessed. Never throws.
 */
export function readCsvTable(
  text: string,
  { hasHeader = null }: { hasHeader?: boolean | null } = {},
): CsvReading {
  const delimiter = detectDelimiter(text);
  let records: CsvRow[];
  try {
    records = parseRows(text, delimiter);
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
  const width = records.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  if (records.length === 0) return { ok: false, fault: "There is nothing in it." };
  if (width > maxCsvColumns) {
    return { ok: false, fault: `It has ${width} columns; at most ${maxCsvColumns} are read.` };
  }
  const isHeaded = hasHeader ?? looksHeaded(records);
  const rows = isHeaded ? records.slice(1) : records;
  if (rows.length === 0) return { ok: false, fault: "It has a header and no rows." };
  if (rows.length > maxCsvRows) {
    const fault = `It has ${formatNumber(rows.length)} rows; at most ${formatNumber(maxCsvRows)} are taken. Split it.`;
    return { ok: false, fault };
  }
  const header = isHeaded ? (records[0]?.cells ?? []) : [];
  return {
    ok: true,
    table: { delimiter, hasHeader: isHeaded, columns: nameColumns(header, width), rows },
  };
}

/** Whether a cell could be a phone number: seven digits at least, and nothing but a number's punctuation. */
export function looksLikeNumber(cell: string): boolean {
  const digits = cell.replace(/\D/g, "").length;
  return (
    digits >= 7 && digits <= 17 && /^[\s"'\p{Cf}]*(whatsapp:|tel:)?[+\d\s().\-/]+$/iu.test(cell)
  );
}

/** The column that most likely holds the recipients' numbers; 0 when nothing tells. */
export function guessNumberColumn({ columns, rows }: CsvTable): number {
  const sample = rows.slice(0, sampleRows);
  const scores = columns.map((name, index) => {
    const filled = sample.filter(({ cells }) => looksLikeNumber(cells[index] ?? "")).length;
    const isNamed = /phone|mobile|msisdn|number|^tel|^to$|cell|whatsapp|handy|telefon/i.test(name);
    return filled === 0 ? 0 : filled + (isNamed ? sampleRows : 0);
  });
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}

function parseRows(text: string, delimiter: CsvDelimiter, to?: number): CsvRow[] {
  const records = parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    ...(to === undefined ? {} : { to }),
  }) as unknown as { info: Info; record: string[] }[];
  return records.map(({ info, record }) => ({ line: info.lines, cells: record }));
}

/** The one that cuts most rows of the beginning into the same number of cells, two at least. */
function detectDelimiter(text: string): CsvDelimiter {
  const end = text.lastIndexOf("\n", sampleCharacters);
  const sample = text.length <= sampleCharacters || end <= 0 ? text : text.slice(0, end);
  let best: { delimiter: CsvDelimiter; agreeing: number; width: number } | null = null;
  for (const delimiter of delimiters) {
    const widths = widthsOf(sample, delimiter);
    const width = mostFrequent(widths);
    if (width < 2) continue;
    const agreeing = widths.filter((one) => one === width).length;
    const isBetter =
      !best || agreeing > best.agreeing || (agreeing === best.agreeing && width > best.width);
    if (isBetter) best = { delimiter, agreeing, width };
  }
  return best?.delimiter ?? ",";
}

function widthsOf(sample: string, delimiter: CsvDelimiter): number[] {
  try {
    return parseRows(sample, delimiter, sampleRows).map(({ cells }) => cells.length);
  } catch {
    return [];
  }
}

function mostFrequent(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function looksHeaded([first, ...rest]: readonly CsvRow[]): boolean {
  if (!first || rest.length === 0) return false;
  const isWords = first.cells.every((cell) => !looksLikeNumber(cell) && !/^[+\d]/.test(cell));
  return isWords && first.cells.some((cell) => cell !== "");
}

function nameColumns(header: readonly string[], width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const written = (header[index] ?? "").replace(/[{}|]/g, "").replace(/\s+/g, " ").trim();
    const wanted = written === "" ? `column${index + 1}` : written.slice(0, 64);
    let name = wanted;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${wanted} ${copy}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function faultOf(error: unknown): string {
  if (!(error instanceof CsvError)) return "It could not be read as a table.";
  const { lines } = error as CsvError & { lines?: number };
  return error.code === "CSV_QUOTE_NOT_CLOSED"
    ? "A quotation mark opens a cell and is never closed."
    : `Line ${lines ?? "?"} could not be read as a row of cells.`;
}

function formatNumber(count: number): string {
  return count.toLocaleString("en-GB");
}

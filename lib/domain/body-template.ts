/** What stands between the placeholders, and the placeholders. */
export type TemplatePart = string | { column: string; fallback: string | null };

export type BodyTemplate = readonly TemplatePart[];

export type RenderedBody = {
  text: string;
  /** Columns that had nothing to say and no fallback; empty when the text is whole. */
  missing: string[];
};

const placeholder = /\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}/g;

/**
 * Reads a text with placeholders: `{{name}}` is the row's cell in the column of that name, whatever its case, and
 * `{{name | there}}` is `there` where that cell is empty. Never throws; what is no placeholder is text.
 */
export function parseBodyTemplate(body: string): BodyTemplate {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of body.matchAll(placeholder)) {
    const [whole, column = "", fallback] = match;
    if (match.index > end) parts.push(body.slice(end, match.index));
    parts.push({ column, fallback: fallback === undefined ? null : fallback });
    end = match.index + whole.length;
  }
  if (end < body.length) parts.push(body.slice(end));
  return parts;
}

/** The text for one row; `cellOf` answers a column's cell, whatever the case of its name. Never throws. */
export function renderBody(
  template: BodyTemplate,
  cellOf: (column: string) => string | undefined,
): RenderedBody {
  const missing: string[] = [];
  const text = template
    .map((part) => {
      if (typeof part === "string") return part;
      const value = cellOf(part.column)?.trim() ?? "";
      if (value !== "") return value;
      if (part.fallback === null) missing.push(part.column);
      return part.fallback ?? "";
    })
    .join("");
  return { text, missing };
}

/** The columns a text asks for, each once, as written. */
export function templateColumns(template: BodyTemplate): string[] {
  const names = template.flatMap((part) => (typeof part === "string" ? [] : [part.column]));
  return names.filter(
    (name, index) => names.findIndex((one) => one.toLowerCase() === name.toLowerCase()) === index,
  );
}

/** What is wrong with a text's placeholders, as sentences; none when each names one of `columns`. */
export function findTemplateFaults(body: string, columns: readonly string[]): string[] {
  const template = parseBodyTemplate(body);
  const known = new Set(columns.map((column) => column.toLowerCase()));
  const unknown = templateColumns(template).filter((name) => !known.has(name.toLowerCase()));
  const faults = unknown.map(
    (name) => `There is no column ${name}. The columns are ${columns.join(", ")}.`,
  );
  const hasLooseBraces = template.some(
    (part) => typeof part === "string" && /\{\{|\}\}/.test(part),
  );
  if (hasLooseBraces) {
    faults.push(
      "A placeholder is not whole: write it as {{name}}, or {{name | there}} with a fallback.",
    );
  }
  return faults;
}

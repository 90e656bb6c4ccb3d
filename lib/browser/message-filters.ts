import { type MessageFilters, messageFiltersSchema } from "@/lib/contracts/message-list";

/** A page's search parameters, as Next.js hands them to a page or to a hook. */
export type SearchInput = URLSearchParams | Record<string, string | string[] | undefined>;

export type ReadFilters = {
  filters: MessageFilters;
  /** Names of parameters that could not be read and count for nothing. */
  ignored: string[];
};

type FilterName = keyof MessageFilters;
const NAMES = Object.keys(messageFiltersSchema.shape) as FilterName[];

/** The filters of a page's address. A parameter that makes no sense is left out, and named. */
export function readFilters(search: SearchInput): ReadFilters {
  const given = Object.fromEntries(
    NAMES.map((name) => [name, presentValue(search, name)]).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const parsed = messageFiltersSchema.safeParse(given);
  if (parsed.success) return { filters: parsed.data, ignored: [] };
  const ignored = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const readable = Object.entries(given).filter(([name]) => !ignored.includes(name));
  return { filters: messageFiltersSchema.parse(Object.fromEntries(readable)), ignored };
}

function presentValue(search: SearchInput, name: FilterName): string | undefined {
  const values =
    search instanceof URLSearchParams ? search.getAll(name) : [search[name] ?? []].flat();
  const present = values.filter((value) => value.trim() !== "");
  return name === "status" && present.length > 0 ? present.join(",") : present.at(-1);
}

/** The filters as a query string, in one order, without what is the default. */
export function toSearch(filters: MessageFilters): string {
  const search = new URLSearchParams();
  for (const name of NAMES) {
    const value = filters[name];
    if (value === undefined || (name === "range" && isDefaultRange(filters))) continue;
    search.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return search.toString();
}

/** A preset that is the default, or that a custom range outdoes. */
function isDefaultRange(filters: MessageFilters): boolean {
  return filters.range === "24h" || hasCustomRange(filters);
}

export function hasCustomRange(filters: MessageFilters): boolean {
  return filters.after !== undefined || filters.before !== undefined;
}

/** Other filters than before start at the newest message. */
export function changeFilters(
  filters: MessageFilters,
  change: Partial<MessageFilters>,
): MessageFilters {
  return { ...filters, cursor: undefined, ...change };
}

/** True when something beyond the range narrows the list. */
export function isNarrowed(filters: MessageFilters): boolean {
  return NAMES.some(
    (name) => !["range", "after", "before", "cursor"].includes(name) && filters[name] !== undefined,
  );
}

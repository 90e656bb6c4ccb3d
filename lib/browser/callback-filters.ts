import { type CallbackFilters, callbackFiltersSchema } from "@/lib/contracts/callback-list";
import { hasCustomRange, type SearchInput } from "./message-filters";

export type ReadCallbackFilters = {
  filters: CallbackFilters;
  /** Names of parameters that could not be read and count for nothing. */
  ignored: string[];
};

type FilterName = keyof CallbackFilters;
const NAMES = Object.keys(callbackFiltersSchema.shape) as FilterName[];

/** The filters of a page's address. A parameter that makes no sense is left out, and named. */
export function readCallbackFilters(search: SearchInput): ReadCallbackFilters {
  const given = Object.fromEntries(
    NAMES.map((name) => [name, presentValue(search, name)]).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const parsed = callbackFiltersSchema.safeParse(given);
  if (parsed.success) return { filters: parsed.data, ignored: [] };
  const ignored = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const readable = Object.entries(given).filter(([name]) => !ignored.includes(name));
  return { filters: callbackFiltersSchema.parse(Object.fromEntries(readable)), ignored };
}

function presentValue(search: SearchInput, name: FilterName): string | undefined {
  const values =
    search instanceof URLSearchParams ? search.getAll(name) : [search[name] ?? []].flat();
  const present = values.filter((value) => value.trim() !== "");
  return name === "status" && present.length > 0 ? present.join(",") : present.at(-1);
}

/** The filters as a query string, in one order, without what is the default. */
export function toCallbackSearch(filters: CallbackFilters): string {
  const search = new URLSearchParams();
  const isDefaultRange = filters.range === "24h" || hasCustomRange(filters);
  for (const name of NAMES) {
    const value = filters[name];
    if (value === undefined || (name === "range" && isDefaultRange)) continue;
    search.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return search.toString();
}

/** Other filters than before start at the newest. */
export function changeCallbackFilters(
  filters: CallbackFilters,
  change: Partial<CallbackFilters>,
): CallbackFilters {
  return { ...filters, cursor: undefined, ...change };
}

/** True when something beyond the range and the tab narrows the list. */
export function isCallbackListNarrowed({ status, reason, key, q }: CallbackFilters): boolean {
  return [status, reason, key, q].some((value) => value !== undefined);
}

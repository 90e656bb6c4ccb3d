import type { MessageFilters } from "@/lib/contracts/message-list";
import { toSearch } from "./message-filters";

/** The address of the filtered list as CSV: all of it, whatever page is shown. */
export function messageExportAddress(filters: MessageFilters): string {
  const search = toSearch({ ...filters, cursor: undefined });
  return search === "" ? "/api/messages/export" : `/api/messages/export?${search}`;
}

/** The address of some messages as CSV. */
export function pickedExportAddress(ids: readonly string[]): string {
  return `/api/messages/export?ids=${ids.join(",")}`;
}

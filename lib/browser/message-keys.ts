import type { MessageFilters } from "@/lib/contracts/message-list";
import { toSearch } from "./message-filters";

const LIST_PATH = "/api/messages";

/** SWR's key of a list is its address; the same filters give the same key. */
export function messageListKey(filters: MessageFilters): string {
  const search = toSearch(filters);
  return search === "" ? LIST_PATH : `${LIST_PATH}?${search}`;
}

/** SWR's key of a message is its address, by our id or Twilio's SID. */
export function messageKey(idOrSid: string): string {
  return `${LIST_PATH}/${encodeURIComponent(idOrSid)}`;
}

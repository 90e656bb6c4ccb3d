import { type MessageList, messageListSchema } from "@/lib/contracts/message-list";
import { fetchJson } from "./fetch-json";

/** The list at an address made by `messageListKey`. Throws `RequestError`. */
export function fetchMessageList(key: string): Promise<MessageList> {
  return fetchJson(key, messageListSchema);
}

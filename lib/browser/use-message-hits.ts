"use client";

import { useDeferredValue } from "react";
import useSWR from "swr";
import type { MessageRow } from "@/lib/contracts/message";
import { fetchMessageList } from "./fetch-message-list";
import { messageListKey } from "./message-keys";

const SHORTEST_QUERY = 3;
const SHOWN_HITS = 5;

/** The newest messages that a SID, a number or words lead to, while they are typed. */
export function useMessageHits(query: string): MessageRow[] {
  const typed = useDeferredValue(query);
  const key =
    typed.length < SHORTEST_QUERY ? null : messageListKey({ q: typed.slice(0, 200), range: "all" });
  const { data } = useSWR(key, fetchMessageList, {
    keepPreviousData: true,
    revalidateOnFocus: false,
    shouldRetryOnError: false,
  });
  return key === null ? [] : (data?.items.slice(0, SHOWN_HITS) ?? []);
}

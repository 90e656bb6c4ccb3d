"use client";

import useSWR from "swr";
import { serviceNamesSchema } from "@/lib/contracts/service-names";
import { fetchJson } from "./fetch-json";

const ADDRESS = "/api/messaging-services/names";

/** What a Messaging Service is called; null while that is not known. Asked once for all of them. */
export function useServiceName(sid: string | null | undefined): string | null {
  const { data } = useSWR(
    sid ? ADDRESS : null,
    (address: string) => fetchJson(address, serviceNamesSchema),
    { revalidateOnFocus: false, revalidateIfStale: false, shouldRetryOnError: false },
  );
  return (sid && data?.[sid]) || null;
}

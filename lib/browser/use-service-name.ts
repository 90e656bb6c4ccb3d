"use client";

import useSWR from "swr";
import { serviceNamesSchema } from "@/lib/contracts/service-names";
import { fetchJson } from "./fetch-json";

const ADDRESS = "/api/messaging-services/names";
const NONE = {};

/** What a Messaging Service is called; null while that is not known. Asked once for all of them. */
export function useServiceName(sid: string | null | undefined): string | null {
  const names = useServiceNames(Boolean(sid));
  return (sid && names[sid]) || null;
}

/** What the Messaging Services are called, by SID; empty while that is not known, or not needed. */
export function useServiceNames(isNeeded: boolean): Readonly<Record<string, string>> {
  const { data } = useSWR(
    isNeeded ? ADDRESS : null,
    (address: string) => fetchJson(address, serviceNamesSchema),
    { revalidateOnFocus: false, revalidateIfStale: false, shouldRetryOnError: false },
  );
  return data ?? NONE;
}

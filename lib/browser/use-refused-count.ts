"use client";

import useSWR from "swr";
import { refusedCountSchema } from "@/lib/contracts/session";
import { fetchJson } from "./fetch-json";
import { useLiveState, useToldRefusedCount } from "./live-provider";

const POLL_MS = 30_000;
const ADDRESS = "/api/callbacks?verdict=refused";

/** Refused callbacks in the last 24 h: as rendered, then as the stream tells, or asked for while there is none. */
export function useRefusedCount(rendered: number): number {
  const told = useToldRefusedCount();
  const isPolled = useLiveState() === "unavailable";
  const { data } = useSWR(
    isPolled ? ADDRESS : null,
    (address: string) => fetchJson(address, refusedCountSchema),
    { refreshInterval: POLL_MS },
  );
  const polled = isPolled ? data?.counts.refused.count : undefined;
  return polled ?? told ?? rendered;
}

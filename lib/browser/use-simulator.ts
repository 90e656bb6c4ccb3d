"use client";

import useSWR from "swr";
import {
  type LedgerPage,
  ledgerPageSchema,
  type SimulatedMessage,
  type SimulatorState,
  simulatedMessageSchema,
  simulatorStateSchema,
} from "@/lib/contracts/simulator";
import { fetchJson } from "./fetch-json";
import { useReportedPolling } from "./poll-interval";

const POLL_MS = 2_000;

/** What the simulator does now, asked for again and again. */
export function useSimulatorState(rendered: SimulatorState) {
  useReportedPolling(POLL_MS);
  return useSWR<SimulatorState, Error>(
    "/api/simulator",
    (address: string) => fetchJson(address, simulatorStateSchema),
    { fallbackData: rendered, refreshInterval: POLL_MS },
  );
}

/** A page of the ledger; `before` null is the newest. */
export function useLedger(before: number | null, rendered: LedgerPage) {
  const address =
    before === null ? "/api/simulator/ledger" : `/api/simulator/ledger?before=${before}`;
  return useSWR<LedgerPage, Error>(address, (key: string) => fetchJson(key, ledgerPageSchema), {
    refreshInterval: POLL_MS,
    keepPreviousData: true,
    ...(before === null ? { fallbackData: rendered } : {}),
  });
}

/** One message of the simulator's, truth and record. */
export function useSimulatedMessage(rendered: SimulatedMessage) {
  useReportedPolling(POLL_MS);
  return useSWR<SimulatedMessage, Error>(
    `/api/simulator/messages/${rendered.entry.sid}`,
    (address: string) => fetchJson(address, simulatedMessageSchema),
    { fallbackData: rendered, refreshInterval: POLL_MS },
  );
}

"use client";

import useSWR from "swr";
import { type BatchProgress, batchProgressSchema } from "@/lib/contracts/send-batch";
import { fetchJson } from "./fetch-json";
import { useReportedPolling } from "./poll-interval";

const RUNNING_MS = 1_500;
const SETTLING_MS = 4_000;

/** A batch as it stands: asked for again and again while anything about it can change. */
export function useBatch(rendered: BatchProgress) {
  const response = useSWR<BatchProgress, Error>(
    `/api/send-batches/${rendered.id}`,
    (address: string) => fetchJson(address, batchProgressSchema),
    { fallbackData: rendered, refreshInterval: (latest) => intervalOf(latest ?? rendered) },
  );
  useReportedPolling(intervalOf(response.data ?? rendered));
  return response;
}

function intervalOf({ state, claimed, outcomes }: BatchProgress): number {
  if (state === "running" || claimed > 0) return RUNNING_MS;
  return outcomes.in_flight > 0 ? SETTLING_MS : 0;
}

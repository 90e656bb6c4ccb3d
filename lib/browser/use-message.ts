"use client";

import { useCallback } from "react";
import useSWR from "swr";
import { type MessageDetail, messageDetailSchema } from "@/lib/contracts/message";
import { fetchJson } from "./fetch-json";
import { useLiveState } from "./live-provider";
import { messageKey } from "./message-keys";
import { pollIntervalMs, useReportedPolling } from "./poll-interval";

/** One message with its timeline, by our id or Twilio's SID, kept up to date by the stream or by polling. */
export function useMessage(idOrSid: string, rendered?: MessageDetail) {
  const live = useLiveState();
  // The same function as long as `live` is: SWR starts to wait anew with every other one.
  const refreshInterval = useCallback(
    (latest: MessageDetail | undefined) => pollIntervalMs(live, canChange(latest)),
    [live],
  );
  const response = useSWR<MessageDetail, Error>(
    messageKey(idOrSid),
    (address: string) => fetchJson(address, messageDetailSchema),
    {
      fallbackData: rendered,
      refreshInterval,
    },
  );
  useReportedPolling(pollIntervalMs(live, canChange(response.data)));
  return response;
}

function canChange(message: MessageDetail | undefined): boolean {
  return message !== undefined && ["in_flight", "sent", "conflict"].includes(message.outcome);
}

"use client";

import useSWR from "swr";
import { fetchJson } from "@/lib/browser/fetch-json";
import { type SendExpectations, sendExpectationsSchema } from "@/lib/contracts/send-expectations";
import type { SendForm } from "@/lib/contracts/send-form";

/** What became of the messages that went the same way lately; null until it is known. */
export function useSendExpectations(
  form: SendForm,
  countries: readonly string[],
): SendExpectations | null {
  const search = new URLSearchParams({ channel: form.channel, countries: countries.join(",") });
  if (form.sender === "service" && form.messagingServiceSid !== "") {
    search.set("messagingServiceSid", form.messagingServiceSid);
  }
  const { data } = useSWR(
    `/api/send/expectations?${search}`,
    (address: string) => fetchJson(address, sendExpectationsSchema),
    { keepPreviousData: true, revalidateOnFocus: false },
  );
  return data ?? null;
}

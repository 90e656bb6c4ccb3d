"use client";

import useSWR from "swr";
import { fetchJson } from "@/lib/browser/fetch-json";
import type { MessageRow } from "@/lib/contracts/message";
import { sendExpectationsSchema } from "@/lib/contracts/send-expectations";
import { type ResendCost, resendCost } from "./resend-cost";

/** What sending these once more is likely to cost; null when that is not known, or not yet. */
export function useResendCost(rows: readonly MessageRow[]): ResendCost | null {
  const channels = [...new Set(rows.map(({ channel }) => channel))].sort();
  const countries = [...new Set(rows.flatMap(({ toCountry }) => toCountry ?? []))].sort();
  const { data } = useSWR(
    rows.length === 0 ? null : ["resend prices", channels.join(","), countries.join(",")],
    async () => {
      const asked = channels.map(async (channel) => {
        const search = new URLSearchParams({ channel, countries: countries.join(",") });
        const address = `/api/send/expectations?${search}`;
        return [channel, (await fetchJson(address, sendExpectationsSchema)).prices] as const;
      });
      return Object.fromEntries(await Promise.all(asked));
    },
    { revalidateOnFocus: false },
  );
  return data ? resendCost(rows, data) : null;
}

"use client";

import useSWR from "swr";
import { type CallbackDetail, callbackDetailSchema } from "@/lib/contracts/callback";
import { callbackKey } from "./callback-pages";
import { fetchJson } from "./fetch-json";

/** One request at the door with everything that is known about it. */
export function useCallbackDetail(id: string) {
  return useSWR<CallbackDetail, Error>(callbackKey(id), (address: string) =>
    fetchJson(address, callbackDetailSchema),
  );
}

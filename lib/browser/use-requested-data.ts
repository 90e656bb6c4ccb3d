"use client";

import { useSWRConfig } from "swr";

/**
 * What is to be shown under a key while SWR keeps the data of the key before: that data until the answer comes, and
 * nothing when the answer is a failure, since it was asked for under other conditions.
 */
export function useRequestedData<Data>(
  key: string,
  { data, error }: { data: Data | undefined; error: unknown },
  isRendered: boolean,
): Data | undefined {
  const { cache } = useSWRConfig();
  const isOfAnotherKey = !isRendered && cache.get(key)?.data === undefined;
  return isOfAnotherKey && error !== undefined ? undefined : data;
}

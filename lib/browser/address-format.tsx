"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import type { AddressForEyes } from "@/lib/domain/phone-address";

/** The same function as long as it writes the same. */
export type AddressFormat = (address: string) => AddressForEyes;

const RenderedContext = createContext<Readonly<Record<string, AddressForEyes>>>({});

let format: AddressFormat | null = null;
/** Rows are drawn far more often than new numbers appear, and to read a number takes longer than to draw one. */
const formatted = new Map<string, AddressForEyes>();
const MAX_FORMATTED = 2_000;
let isLoading = false;
const watchers = new Set<() => void>();

/** Addresses as the server wrote them for people, so that the first rows need no number library. */
export function RenderedAddresses({
  addresses,
  children,
}: {
  addresses: Readonly<Record<string, AddressForEyes>>;
  children: ReactNode;
}) {
  return <RenderedContext value={addresses}>{children}</RenderedContext>;
}

/**
 * How addresses are written for people. Numbers that the server did not write are shown as Twilio writes them
 * until the number library is there; it is loaded when the first one appears.
 */
export function useAddressFormat(): AddressFormat {
  const rendered = useContext(RenderedContext);
  const loaded = useSyncExternalStore(
    watch,
    () => format,
    () => null,
  );
  return useMemo(
    () => (address) => {
      const known = rendered[address] ?? loaded?.(address);
      if (known) return known;
      // An effect for this would run at each drawing of each row; to ask twice does nothing.
      if (typeof window !== "undefined") void loadFormat();
      return { channel: "sms", country: null, text: address };
    },
    [rendered, loaded],
  );
}

async function loadFormat(): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  try {
    const { formatAddress } = await import("@/lib/domain/phone-address");
    format = (address) => {
      const known = formatted.get(address);
      if (known) return known;
      if (formatted.size >= MAX_FORMATTED) formatted.clear();
      const fresh = formatAddress(address);
      formatted.set(address, fresh);
      return fresh;
    };
    for (const notify of watchers) notify();
  } catch {
    // Numbers stay as Twilio writes them; the next one tries again.
    isLoading = false;
  }
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

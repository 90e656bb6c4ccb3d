import "server-only";
import { randomUUID } from "node:crypto";
import { environment } from "@/lib/env";
import { senderAddress } from "./sender-address";

const globalForPeer = globalThis as { milepostPeerHeader?: string };

/**
 * The header in which the self-hosted server tells Next.js whose connection a request came by. Its name is made anew
 * for each process, so nobody outside can write it.
 */
export function peerHeaderName(): string {
  globalForPeer.milepostPeerHeader ??= `x-peer-${randomUUID()}`;
  return globalForPeer.milepostPeerHeader;
}

/** The address to count a request to Next.js under; null when the connection is not known. */
export function clientAddress(
  headers: Headers,
  { TRUSTED_PROXY_HOPS: hops }: { TRUSTED_PROXY_HOPS: number } = environment(),
): string | null {
  return senderAddress(headers.get(peerHeaderName()), headers.get("x-forwarded-for"), hops);
}

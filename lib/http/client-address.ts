import "server-only";
import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { environment } from "@/lib/env";

const globalForPeer = globalThis as { milepostPeerHeader?: string };

/**
 * The header in which the self-hosted server tells Next.js whose connection a request came by. Its name is made anew
 * for each process, so nobody outside can write it.
 */
export function peerHeaderName(): string {
  globalForPeer.milepostPeerHeader ??= `x-peer-${randomUUID()}`;
  return globalForPeer.milepostPeerHeader;
}

/**
 * The address to count a request under. X-Forwarded-For is taken only as far as the configured number of proxies
 * wrote it; what stands left of that came from the client and is not believed.
 */
export function clientAddress(
  headers: Headers,
  { TRUSTED_PROXY_HOPS: hops }: { TRUSTED_PROXY_HOPS: number } = environment(),
): string | null {
  if (hops > 0) {
    const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
    const address = forwarded.at(-hops) ?? "";
    if (isIP(address) !== 0) return address;
  }
  return headers.get(peerHeaderName());
}

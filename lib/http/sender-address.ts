import "server-only";
import { isIP } from "node:net";

/**
 * Whose request this is, for limits and records alone: the peer, or, behind `trustedProxyHops` proxies, whom the
 * outermost of them noted in X-Forwarded-For. What stands left of that came from the client and is not believed. Null
 * when neither is an address.
 */
export function senderAddress(
  peer: string | null | undefined,
  forwardedFor: string | null | undefined,
  trustedProxyHops: number,
): string | null {
  const noted = trustedProxyHops > 0 ? (forwardedFor ?? "").split(",").at(-trustedProxyHops) : "";
  return plainAddress(noted ?? "") ?? plainAddress(peer ?? "");
}

/** What one sender has to itself: an IPv4 address, or the /64 network of an IPv6 one. */
export function senderNetwork(address: string | null): string {
  if (address === null || isIP(address) !== 6) return address ?? "";
  const [head = "", tail = ""] = address.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const zeros = Array(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

function plainAddress(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? null : address;
}

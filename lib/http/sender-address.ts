import "server-only";
import { BlockList, isIP } from "node:net";

/** Addresses that only a proxy of this machine or its network can have. */
const OWN_NETWORK = new BlockList();
OWN_NETWORK.addSubnet("127.0.0.0", 8, "ipv4");
OWN_NETWORK.addSubnet("10.0.0.0", 8, "ipv4");
OWN_NETWORK.addSubnet("172.16.0.0", 12, "ipv4");
OWN_NETWORK.addSubnet("192.168.0.0", 16, "ipv4");
OWN_NETWORK.addSubnet("100.64.0.0", 10, "ipv4");
OWN_NETWORK.addAddress("::1", "ipv6");
OWN_NETWORK.addSubnet("fc00::", 7, "ipv6");

/**
 * Whose request this is, for limits and records alone: the peer, or, when the peer is a proxy of this machine or
 * network, whom that proxy noted last in X-Forwarded-For. Null when neither is an address.
 */
export function senderAddress(
  peer: string | null | undefined,
  forwardedFor: string | null | undefined,
): string | null {
  const address = plainAddress(peer ?? "");
  if (address !== null && !OWN_NETWORK.check(address, familyOf(address))) return address;
  return plainAddress((forwardedFor ?? "").split(",").at(-1) ?? "") ?? address;
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

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

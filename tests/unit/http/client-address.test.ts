import { describe, expect, test } from "vitest";
import { clientAddress, peerHeaderName } from "@/lib/http/client-address";

const PEER = "10.0.0.9";
const from = (forwarded?: string) =>
  new Headers({
    [peerHeaderName()]: PEER,
    ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }),
  });

describe("clientAddress", () => {
  test("takes nobody's word by default", () => {
    expect(clientAddress(from("198.51.100.1"), { TRUSTED_PROXY_HOPS: 0 })).toBe(PEER);
  });

  test.each([
    [1, "6.6.6.6, 198.51.100.1", "198.51.100.1"],
    [2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
    [1, "2001:db8::1", "2001:db8::1"],
  ])(
    "with %d proxies, what they wrote counts and not what a client put before",
    (hops, forwarded, address) => {
      expect(clientAddress(from(forwarded), { TRUSTED_PROXY_HOPS: hops })).toBe(address);
    },
  );

  test.each([undefined, "", "unknown", "198.51.100.1"])(
    "falls back to the connection where two proxies should have written and %j stands",
    (forwarded) => {
      expect(clientAddress(from(forwarded), { TRUSTED_PROXY_HOPS: 2 })).toBe(PEER);
    },
  );
});

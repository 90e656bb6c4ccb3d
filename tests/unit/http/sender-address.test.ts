import { describe, expect, test } from "vitest";
import { senderAddress, senderNetwork } from "@/lib/http/sender-address";

describe("senderAddress", () => {
  test.each([
    ["the peer", "203.0.113.7", undefined, 0, "203.0.113.7"],
    [
      "the peer, whatever is noted, unless a proxy is believed",
      "10.0.0.5",
      "8.8.8.8",
      0,
      "10.0.0.5",
    ],
    ["whom the one proxy noted last", "127.0.0.1", "1.1.1.1, 203.0.113.7", 1, "203.0.113.7"],
    ["whom the outer of two noted", "10.0.0.5", "1.1.1.1, 203.0.113.7, 10.0.0.4", 2, "203.0.113.7"],
    ["an IPv6 address behind an IPv6 proxy", "::1", "2001:db8::7", 1, "2001:db8::7"],
    ["the peer in its plain form", "::ffff:203.0.113.7", undefined, 0, "203.0.113.7"],
    ["the proxy where it noted none", "192.168.1.2", undefined, 1, "192.168.1.2"],
    ["the proxy where it noted nonsense", "192.168.1.2", "unknown, _hidden", 1, "192.168.1.2"],
    ["the note where there is no peer", null, "203.0.113.7", 1, "203.0.113.7"],
    ["nobody where nothing is an address", null, "<script>", 1, null],
  ])("is %s", (_, peer, forwardedFor, hops, address) => {
    expect(senderAddress(peer, forwardedFor, hops)).toBe(address);
  });
});

describe("senderNetwork", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::6", "2001:db8:1:2"],
    ["2001:db8::6", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    [null, ""],
  ])("of %s is %s", (address, network) => {
    expect(senderNetwork(address)).toBe(network);
  });
});

import { describe, expect, test } from "vitest";
import { callbackUrlProblem, parseCallbackTarget } from "../../../simulator/callback-target";

describe("the signed URL", () => {
  test.each([
    ["https://example.com/a?b=1&b=2", "https://example.com/a?b=1&b=2"],
    ["https://example.com/a#rc=5&rp=all", "https://example.com/a"],
    ["https://user:pa%20ss@example.com/a", "https://example.com/a"],
    ["http://example.com:8080/a", "http://example.com:8080/a"],
    ["https://example.com:443/a", "https://example.com:443/a"],
    ["https://EXAMPLE.com/A/../b?q='x'&r=%7e", "https://EXAMPLE.com/A/../b?q='x'&r=%7e"],
    ["https://example.com", "https://example.com/"],
    ["https://example.com?x=1", "https://example.com/?x=1"],
    ["http://[::1]:3000/a", "http://[::1]:3000/a"],
    ["https://example.com/ü?n=ß", "https://example.com/%C3%BC?n=%C3%9F"],
  ])("%s is signed as %s", (url, signedUrl) => {
    expect(parseCallbackTarget(url).signedUrl).toBe(signedUrl);
  });

  test("user and password go into the request's own header, decoded", () => {
    expect(parseCallbackTarget("https://user:pa%20ss@example.com/a").userInfo).toBe("user:pa ss");
  });

  test("the fragment is read as connection overrides", () => {
    expect(parseCallbackTarget("https://example.com/a#rc=4").overrides.retryCount).toBe(4);
  });
});

describe("what 21609 refuses", () => {
  test.each([
    "/relative",
    "example.com/a",
    "ftp://example.com/a",
    "https://",
    "https:///path",
    "https://my_host.example.com/a",
    "https://exa mple.com/a",
    "https://user:100%@example.com/a",
    "https://example.com:0/a",
    "https://example.com:99999/a",
    `https://example.com/${"a".repeat(4000)}`,
  ])("%s", (url) => {
    expect(callbackUrlProblem(url)).not.toBeNull();
  });

  test.each([
    "https://example.com/a?b=1#rc=5&rp=all",
    "https://user:pass@example.com/a_b?c_d=1",
    "http://localhost:3000/status",
    "http://127.0.0.1:3000/status",
    "http://[::1]:3000/status",
    "http://milepost.internal/status",
    `https://example.com/${"a".repeat(3900)}`,
  ])("%s is accepted", (url) => {
    expect(callbackUrlProblem(url)).toBeNull();
  });
});

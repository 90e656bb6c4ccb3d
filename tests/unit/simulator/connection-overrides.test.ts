import { describe, expect, test } from "vitest";
import { parseConnectionOverrides } from "../../../simulator/connection-overrides";

describe("connection overrides", () => {
  test("without a fragment Twilio's defaults hold: one retry, on connection failure only", () => {
    const overrides = parseConnectionOverrides("");
    expect(overrides).toMatchObject({
      connectTimeoutMs: 5000,
      readTimeoutMs: 15_000,
      totalTimeoutMs: 15_000,
      retryCount: 1,
    });
    expect([...overrides.retryPolicy]).toEqual(["ct"]);
  });

  test("each key is read", () => {
    const overrides = parseConnectionOverrides("ct=3000&rt=1500&tt=9000&rc=5&rp=4xx,rt&e=dublin");
    expect(overrides).toMatchObject({
      connectTimeoutMs: 3000,
      readTimeoutMs: 1500,
      totalTimeoutMs: 9000,
      retryCount: 5,
    });
    expect([...overrides.retryPolicy].sort()).toEqual(["4xx", "rt"]);
  });

  test("rp=all means every cause", () => {
    expect([...parseConnectionOverrides("rp=all").retryPolicy].sort()).toEqual([
      "4xx",
      "5xx",
      "ct",
      "rt",
    ]);
  });

  test.each(["rc=6", "rc=-1", "ct=99", "rt=15001", "tt=x", "rp=nonsense", "section-2"])(
    "%s is out of range or unknown, so the default holds",
    (fragment) => {
      expect(parseConnectionOverrides(fragment)).toEqual(parseConnectionOverrides(""));
    },
  );
});

import { describe, expect, test } from "vitest";
import { readBody } from "@/lib/http/read-body";

const LIMITS = { maxBodyBytes: 10, maxDroppedBytes: 20, requestWithinMs: 10_000 };

function requestOf(chunks: string[], headers: Record<string, string> = {}, isEndless = false) {
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      const chunk = chunks[pulled];
      pulled += 1;
      if (chunk !== undefined) controller.enqueue(Buffer.from(chunk));
      else if (!isEndless) controller.close();
      else return new Promise<void>(() => undefined);
    },
  });
  const request = new Request("http://localhost/", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
  return { request, pulled: () => pulled };
}

async function read(chunks: string[], headers?: Record<string, string>) {
  const reading = await readBody(requestOf(chunks, headers).request, LIMITS);
  return reading.outcome === "read"
    ? [Buffer.from(reading.bytes).toString(), reading.bodyBytes]
    : reading.outcome;
}

describe("a body", () => {
  test.each([
    ["empty", [], {}, ["", 0]],
    ["in pieces", ["ab", "cd"], {}, ["abcd", 4]],
    ["exactly as long as the limit", ["abcdefghij"], {}, ["abcdefghij", 10]],
    ["too long, its beginning and its length", ["abcdef", "ghijkl"], {}, ["abcdefghij", 12]],
    [
      "far too long, its beginning and the length it announced",
      ["abcdefghijkl", "mnop"],
      { "content-length": "9000" },
      ["abcdefghij", 9000],
    ],
    ["that announces no number", ["ab"], { "content-length": "x" }, ["ab", 2]],
  ])("is read: %s", async (_, chunks, headers, expected) => {
    expect(await read(chunks, headers)).toEqual(expected);
  });

  test("far too long is not read to its end", async () => {
    const { request, pulled } = requestOf(Array(1_000).fill("abcdefgh"));
    await readBody(request, LIMITS);
    expect(pulled()).toBeLessThan(10);
  });

  test("that never ends is given up after its time", async () => {
    const { request } = requestOf(["ab"], {}, true);
    expect(await readBody(request, { ...LIMITS, requestWithinMs: 20 })).toEqual({
      outcome: "too_slow",
    });
  });

  test("whose sender goes away is cut off", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error("aborted")),
    });
    const request = new Request("http://localhost/", {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    expect(await readBody(request, LIMITS)).toEqual({ outcome: "cut_off" });
  });
});

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RecordedRequest, toSignedCurl } from "@/lib/domain/signed-curl";

const recorded: RecordedRequest = {
  statusCallback:
    "https://hooks.example/api/webhooks/twilio/message-status?message=msg_1#rc=5&rp=all",
  headers: [
    ["host", "internal:3000"],
    ["content-type", "application/x-www-form-urlencoded; charset=utf-8"],
    ["x-twilio-signature", "0ZXoZLH/DfblKGATFgpif+LLRf4="],
    ["i-twilio-idempotency-token", "d1a2"],
  ],
  query: "message=msg_1",
  rawBody: "MessageStatus=delivered",
};

describe("a signed cURL command", () => {
  test("repeats the callback at the address Twilio was told, without the fragment", () => {
    expect(toSignedCurl(recorded)).toBe(
      [
        "curl -X POST 'https://hooks.example/api/webhooks/twilio/message-status?message=msg_1' \\",
        "  -H 'content-type: application/x-www-form-urlencoded; charset=utf-8' \\",
        "  -H 'x-twilio-signature: 0ZXoZLH/DfblKGATFgpif+LLRf4=' \\",
        "  -H 'i-twilio-idempotency-token: d1a2' \\",
        "  --data-raw 'MessageStatus=delivered'",
      ].join("\n"),
    );
  });

  test("without a told address uses the one the proxy saw", () => {
    const request: RecordedRequest = {
      ...recorded,
      statusCallback: null,
      headers: [
        ...recorded.headers,
        ["x-forwarded-host", "hooks.example"],
        ["x-forwarded-proto", "https,http"],
      ],
    };
    expect(toSignedCurl(request)).toContain(
      "'https://hooks.example/api/webhooks/twilio/message-status?message=msg_1'",
    );
  });

  test("is not to be had without the signature", () => {
    expect(toSignedCurl({ ...recorded, headers: [["host", "x"]] })).toBeNull();
  });

  test("hands every body to the shell unchanged", () => {
    const body = fc
      .string({ unit: "grapheme", maxLength: 40 })
      .filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(body, (rawBody) => {
        const command = toSignedCurl({ ...recorded, rawBody }) ?? "";
        const script = `curl() { for last; do :; done; printf %s "$last"; }\n${command}`;
        expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(rawBody);
      }),
      { numRuns: 30, examples: [["it's"], ['$(id) `id` "x" \\'], ["a\nb"]] },
    );
  });
});

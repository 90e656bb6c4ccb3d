import { expect, test } from "vitest";
import { judgeServiceCallback } from "@/lib/domain/service-callback";

const ours =
  "https://hooks.example.com/api/webhooks/twilio/message-status?message=msg_…#rc=5&rp=all";

test.each([
  [null, "none"],
  ["", "none"],
  ["https://hooks.example.com/api/webhooks/twilio/message-status", "here"],
  ["https://HOOKS.example.com:443/api/webhooks/twilio/message-status/?team=a#rc=1", "here"],
  ["http://hooks.example.com/api/webhooks/twilio/message-status", "elsewhere"],
  ["https://hooks.example.com/api/webhooks/twilio/Message-Status", "elsewhere"],
  ["https://other.example.com/api/webhooks/twilio/message-status", "elsewhere"],
  ["not a url", "elsewhere"],
] as const)("a service's callback %j leads %s", (statusCallback, verdict) => {
  expect(judgeServiceCallback(statusCallback, ours)).toBe(verdict);
});

test("a service's callback leads elsewhere when nobody knows where we are", () => {
  expect(judgeServiceCallback("https://hooks.example.com/", null)).toBe("elsewhere");
});

import { expect, test } from "vitest";
import { whyNotResendable } from "@/lib/domain/resend-rules";

const failed = { submission: "accepted", outcome: "failed", to: "+14155550137", isRedacted: false };

test("a failed or refused message may be sent once more", () => {
  expect(whyNotResendable(failed)).toBeNull();
  expect(whyNotResendable({ ...failed, submission: "rejected" })).toBeNull();
});

test.each([
  [{ submission: "unknown", outcome: "unknown" }, "may exist at Twilio"],
  [{ submission: "pending", outcome: "in_flight" }, "may exist at Twilio"],
  [{ outcome: "conflict" }, "two endings"],
  [{ outcome: "delivered" }, "Only a message that failed"],
  [{ outcome: "sent" }, "Only a message that failed"],
  [{ outcome: "canceled" }, "Only a message that failed"],
  [{ isRedacted: true }, "nothing to send"],
  [{ to: null }, "recipient is not known"],
])("%j must not, with the reason in words", (changes, words) => {
  expect(whyNotResendable({ ...failed, ...changes })).toContain(words);
});

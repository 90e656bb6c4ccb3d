import { expect, test } from "vitest";
import { auditDetailWords } from "@/lib/domain/audit-action";

test.each([
  ["messages", 1, "1 message"],
  ["messages", 1_200, "1,200 messages"],
  ["bodies", 1, "1 body"],
  ["stillRefused", 0, "0 still refused"],
  ["role", "sender", "role sender"],
  ["instead_of", "msg_1", "instead of msg_1"],
  ["bodyDays", "kept → 30", "body days kept → 30"],
  ["redactsAtTwilio", "false → true", "redacts at Twilio off → on"],
  ["masksBodies", "true → false", "masks bodies on → off"],
])("the detail %s %s reads as words: %s", (name, value, words) => {
  expect(auditDetailWords(name, value)).toBe(words);
});

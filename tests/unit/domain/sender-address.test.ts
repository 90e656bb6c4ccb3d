import { expect, test } from "vitest";
import { type SendChannel, toSenderAddress } from "@/lib/domain/sender-address";

test.each<[SendChannel, string, string]>([
  ["sms", "+1 (628) 555-0119", "+16285550119"],
  ["sms", " +16285550119 ", "+16285550119"],
  ["sms", "894546", "894546"],
  ["sms", "MILEPOST", "MILEPOST"],
  ["sms", "whatsapp:+16285550119", "+16285550119"],
  ["mms", "0016285550119", "+16285550119"],
  ["whatsapp", "+1 628 555 0119", "whatsapp:+16285550119"],
  ["whatsapp", "whatsapp:+16285550119", "whatsapp:+16285550119"],
  ["rcs", "milepost_agent", "rcs:milepost_agent"],
  ["rcs", "rcs:milepost_agent", "rcs:milepost_agent"],
  ["sms", "", ""],
  ["whatsapp", "  ", ""],
  ["sms", "no such sender!", "no such sender!"],
])("on %s a typed sender %j is sent as %j", (channel, typed, expected) => {
  expect(toSenderAddress(channel, typed)).toBe(expected);
});

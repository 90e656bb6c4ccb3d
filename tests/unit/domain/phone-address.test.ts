import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAddress,
  isAlphanumericSenderId,
  parseTwilioAddress,
  searchDigits,
  toTwilioAddress,
} from "@/lib/domain/phone-address";

const anyAddress = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .tuple(
      fc.constantFrom("", "whatsapp:", "rcs:", "messenger:", "sim:", "WhatsApp:"),
      fc.oneof(
        fc.string(),
        fc.nat(10 ** 12).map((n) => `+${n}`),
        fc.nat(999999).map(String),
      ),
    )
    .map((parts) => parts.join("")),
);

const germanMobile = fc
  .integer({ min: 1_000_000, max: 9_999_999 })
  .map((subscriber) => ({ e164: `+49171${subscriber}`, subscriber: String(subscriber) }));

describe("parseTwilioAddress", () => {
  test.each([
    ["+14155550137", "sms", "US", "(415) 555-0137"],
    ["whatsapp:+447700900123", "whatsapp", "GB", "07700 900123"],
    ["WhatsApp:+447700900123", "whatsapp", "GB", "07700 900123"],
    ["rcs:+4915112345678", "rcs", "DE", "01511 2345678"],
    ["+5511955550123", "sms", "BR", "(11) 95555-0123"],
  ])("reads %s as a phone number of its country", (address, channel, country, national) => {
    expect(parseTwilioAddress(address)).toMatchObject({
      kind: "phone",
      channel,
      country,
      national,
      isPossible: true,
    });
  });

  test("keeps a number of no country, in international format", () => {
    expect(parseTwilioAddress("+80012345678")).toMatchObject({
      kind: "phone",
      country: null,
      national: "+800 1234 5678",
      isPossible: true,
    });
  });

  test("a possible number that is not known to be in use is possible and not valid", () => {
    expect(parseTwilioAddress("+14151234567")).toMatchObject({
      country: "US",
      national: "(415) 123-4567",
      isPossible: true,
      isValid: false,
    });
  });

  test.each(["+1415", "+999123", "+141555501371234"])("%s is no possible number", (address) => {
    expect(parseTwilioAddress(address)).toMatchObject({ kind: "phone", isPossible: false });
  });

  test.each([
    ["12345", "short_code", "sms"],
    ["878787", "short_code", "sms"],
    ["MILEPOST", "sender_id", "sms"],
    ["My Co 24", "sender_id", "sms"],
    ["rcs:milepost_agent", "channel_id", "rcs"],
    ["messenger:1234567890", "channel_id", "messenger"],
    ["sim:DE0123456789", "channel_id", "other"],
    ["4155550137", "unreadable", "sms"],
    ["+1415555XXXX", "unreadable", "sms"],
    ["A name that is too long", "unreadable", "sms"],
    ["", "unreadable", "sms"],
    ["whatsapp:", "unreadable", "whatsapp"],
  ])("reads %j as %s", (address, kind, channel) => {
    expect(parseTwilioAddress(address)).toMatchObject({ kind, channel });
  });

  test("never throws on any text, and loses nothing behind the prefix", () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const parsed = parseTwilioAddress(address);
        expect(address.endsWith(parsed.local)).toBe(true);
        expect(parsed.isValid && !parsed.isPossible).toBe(false);
      }),
    );
  });
});

describe("isAlphanumericSenderId", () => {
  test.each(["A", "MILEPOST", "My Co-1 &_+", "1234567890a"])("takes %s", (text) => {
    expect(isAlphanumericSenderId(text)).toBe(true);
  });

  test.each(["", "12345", "Twelve chars", "Café", "A.B", "A\nB"])("refuses %j", (text) => {
    expect(isAlphanumericSenderId(text)).toBe(false);
  });
});

describe("formatAddress", () => {
  test.each([
    ["+14155550137", "US", "(415) 555-0137"],
    ["whatsapp:+447700900123", "GB", "07700 900123"],
    ["+3544101234", "IS", "410 1234"],
    ["12345", null, "12345"],
    ["MILEPOST", null, "MILEPOST"],
    ["+1415555XXXX", null, "+1415555XXXX"],
    ["•••• 0137", null, "•••• 0137"],
  ])("shows %s of %s as %s", (address, country, text) => {
    expect(formatAddress(address)).toMatchObject({ country, text });
  });
});

describe("searchDigits", () => {
  test.each([
    ["+1 (415) 555-0137", "14155550137"],
    ["(415) 555-0137", "4155550137"],
    ["415.555.0137", "4155550137"],
    ["whatsapp:+14155550137", "14155550137"],
    ["0171 1234567", "1711234567"],
    ["0049 171 1234567", "491711234567"],
    ["+49 (0)171 1234567", "491711234567"],
    ["\u202a+49 171 1234567\u202c", "491711234567"],
    ["＋４９１７１", "49171"],
    ["0137", "137"],
    ["", ""],
    ["SM0123456789abcdef", ""],
    ["your code is 4821", ""],
    ["+", ""],
  ])("makes %j %j", (input, digits) => {
    expect(searchDigits(input)).toBe(digits);
  });

  test("finds a number by however much of it is typed in whatever format", () => {
    const formats = fc.constantFrom(
      (number: string) => `+49 171 ${number}`,
      (number: string) => `0049-171-${number}`,
      (number: string) => `0171/${number}`,
      (number: string) => `(0171) ${number.slice(0, 3)} ${number.slice(3)}`,
      (number: string) => `whatsapp:+49171${number}`,
      (number: string) => `+49 (0)171.${number}`,
    );
    fc.assert(
      fc.property(germanMobile, formats, ({ e164, subscriber }, format) => {
        expect(e164).toContain(searchDigits(format(subscriber)));
        expect(searchDigits(format(subscriber))).toContain(subscriber);
      }),
    );
  });
});

describe("toTwilioAddress", () => {
  test.each([
    ["sms", "+14155550137"],
    ["mms", "+14155550137"],
    ["whatsapp", "whatsapp:+14155550137"],
    ["rcs", "rcs:+14155550137"],
  ] as const)("writes a number for %s as %s, and reads it back", (channel, address) => {
    expect(toTwilioAddress(channel, "+14155550137")).toBe(address);
    expect(parseTwilioAddress(address)).toMatchObject({ kind: "phone", e164: "+14155550137" });
  });
});

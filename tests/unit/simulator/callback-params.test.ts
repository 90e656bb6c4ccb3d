import twilio from "twilio";
import { describe, expect, test } from "vitest";
import {
  buildCallbackParams,
  type CallbackFacts,
  encodeParams,
  formatDlrDate,
  paramsByName,
  unknownParams,
} from "../../../simulator/callback-params";

const facts: CallbackFacts = {
  accountSid: `AC${"a".repeat(32)}`,
  messageSid: `SM${"b".repeat(32)}`,
  to: "+14155550100",
  from: "+14155550190",
  messagingServiceSid: null,
  channel: "sms",
  channelInstallSid: `XE${"c".repeat(32)}`,
  status: "delivered",
  errorCode: null,
  channelStatusMessage: null,
  rawDlrDoneDate: "2303092021",
};

const names = (given: Partial<CallbackFacts>) =>
  buildCallbackParams({ ...facts, ...given })
    .map(([name]) => name)
    .sort();

const always = [
  "AccountSid",
  "ApiVersion",
  "From",
  "MessageSid",
  "MessageStatus",
  "SmsSid",
  "SmsStatus",
  "To",
];

describe("parameters by channel", () => {
  test.each<[string, Partial<CallbackFacts>, string[]]>([
    ["SMS sent", { status: "sent", rawDlrDoneDate: null }, []],
    ["SMS delivered", {}, ["RawDlrDoneDate"]],
    [
      "SMS undelivered",
      { status: "undelivered", errorCode: 30003 },
      ["ErrorCode", "RawDlrDoneDate"],
    ],
    [
      "SMS with a service",
      { messagingServiceSid: `MG${"d".repeat(32)}`, rawDlrDoneDate: null },
      ["MessagingServiceSid"],
    ],
    ["WhatsApp queued", { channel: "whatsapp", status: "queued" }, []],
    [
      "WhatsApp sent",
      { channel: "whatsapp", status: "sent" },
      ["ChannelInstallSid", "ChannelPrefix", "ChannelToAddress", "StructuredMessage"],
    ],
    [
      "WhatsApp delivered",
      { channel: "whatsapp" },
      ["ChannelInstallSid", "ChannelPrefix", "ChannelToAddress", "EventType"],
    ],
    [
      "WhatsApp read",
      { channel: "whatsapp", status: "read" },
      ["ChannelPrefix", "ChannelToAddress", "EventType"],
    ],
    [
      "RCS undelivered",
      { channel: "rcs", status: "undelivered", errorCode: 63036, channelStatusMessage: "no" },
      [
        "ChannelInstallSid",
        "ChannelPrefix",
        "ChannelStatusMessage",
        "ChannelToAddress",
        "ErrorCode",
        "EventType",
      ],
    ],
  ])("%s", (_name, given, extra) => {
    expect(names(given)).toEqual([...always, ...extra].sort());
  });

  test("read carries EventType READ and the recipient's number masked", () => {
    const params = Object.fromEntries(
      buildCallbackParams({
        ...facts,
        channel: "whatsapp",
        status: "read",
        to: "whatsapp:+918489510000",
      }),
    );
    expect(params).toMatchObject({
      EventType: "READ",
      ChannelPrefix: "whatsapp",
      ChannelToAddress: "+91848951XXXX",
      To: "whatsapp:+918489510000",
    });
  });

  test("a canceled message without sender has no From", () => {
    expect(names({ from: null, status: "canceled", rawDlrDoneDate: null })).not.toContain("From");
  });
});

describe("signature parameters", () => {
  test("repeated, empty and non-ASCII values verify with Twilio's helper after a round trip", () => {
    const params = [...buildCallbackParams(facts), ...unknownParams];
    const url = "https://example.com/status?message=1";
    const signature = twilio.getExpectedTwilioSignature("12345", url, paramsByName(params));
    const decoded = [...new URLSearchParams(encodeParams(params))];
    expect(twilio.validateRequest("12345", signature, url, paramsByName(decoded))).toBe(true);
    expect(paramsByName(decoded)).toMatchObject({ RoutingHint: ["b", "a"], MessageIntent: "" });
  });
});

test("the receipt's date is minutes in UTC without zone", () => {
  expect(formatDlrDate(Date.UTC(2023, 2, 9, 20, 21, 59))).toBe("2303092021");
});

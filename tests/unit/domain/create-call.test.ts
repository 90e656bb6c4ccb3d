import { describe, expect, test } from "vitest";
import { type OutgoingMessage, toCreateCall } from "@/lib/domain/create-call";

const plain: OutgoingMessage = {
  to: "+14155550137",
  from: "+16285550119",
  messagingServiceSid: null,
  body: "Hello",
  mediaUrls: [],
  contentSid: null,
  contentVariables: null,
  statusCallback: null,
  sendAt: null,
  validityPeriodSeconds: null,
  isSmartEncoded: false,
};

describe("the fields of a create call", () => {
  test("are only those that are given", () => {
    expect(toCreateCall(plain)).toEqual({
      To: "+14155550137",
      From: "+16285550119",
      Body: "Hello",
    });
  });

  test("carry Twilio's names and forms", () => {
    const call = toCreateCall({
      ...plain,
      from: null,
      messagingServiceSid: "MG1",
      mediaUrls: ["https://example.com/a", "https://example.com/b"],
      contentSid: "HX1",
      contentVariables: { "1": "Ada" },
      statusCallback: "https://example.com/#rc=5",
      sendAt: new Date("2026-11-24T09:40:00.999Z"),
      validityPeriodSeconds: 300,
      isSmartEncoded: true,
    });
    expect(call).toEqual({
      To: "+14155550137",
      MessagingServiceSid: "MG1",
      Body: "Hello",
      MediaUrl: ["https://example.com/a", "https://example.com/b"],
      ContentSid: "HX1",
      ContentVariables: '{"1":"Ada"}',
      StatusCallback: "https://example.com/#rc=5",
      ScheduleType: "fixed",
      SendAt: "2026-11-24T09:40:00Z",
      ValidityPeriod: "300",
      SmartEncoded: "true",
    });
  });
});

import { expect, test } from "vitest";
import { estimateCost } from "@/components/send/estimate-cost";
import type { SendExpectations } from "@/lib/contracts/send-expectations";
import { planSend } from "@/lib/domain/send-plan";

const expectations: SendExpectations = {
  sampleCount: 0,
  steps: {},
  deliveredWithin95Seconds: null,
  noReceiptShare: null,
  prices: [{ country: "US", perSegment: 0.0079, unit: "USD" }],
};

function messagesTo(to: string) {
  return planSend(
    {
      channel: "sms",
      to,
      defaultCountry: null,
      sender: "number",
      from: "+16285550119",
      messagingServiceSid: "",
      callback: "message",
      content: "text",
      body: "Hello",
      isSmartEncoded: false,
      mediaUrls: [],
      contentSid: "",
      contentVariables: [],
      sendAt: null,
      validityPeriodSeconds: null,
    },
    {
      now: new Date(0),
      live: false,
      publicBaseUrl: "http://127.0.0.1",
      callbackPath: "/",
      callbackOverrides: "",
      allowedPrefixes: [],
    },
  ).messages;
}

test("an estimate is what the segments to each country cost lately", () => {
  const estimate = estimateCost(messagesTo("+14155550137, +14155550138"), 2, expectations);
  expect(estimate?.amount).toBeCloseTo(0.0316, 6);
  expect(estimate).toMatchObject({ unit: "USD", unknown: [] });
});

test("an estimate names the countries that it leaves out", () => {
  const estimate = estimateCost(messagesTo("+14155550137, +353209155123"), 1, expectations);
  expect(estimate?.amount).toBeCloseTo(0.0079, 6);
  expect(estimate?.unknown).toEqual(["IE"]);
});

test("there is no estimate where no price is known", () => {
  expect(estimateCost(messagesTo("+353209155123"), 1, expectations)).toBeNull();
});

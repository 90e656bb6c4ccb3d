import { describe, expect, test } from "vitest";
import {
  EXAMPLE_MESSAGE_ID,
  isAllowedRecipient,
  MAX_RECIPIENTS,
  planSend,
  type SendPlanCircumstances,
  type SendRequest,
} from "@/lib/domain/send-plan";

const circumstances: SendPlanCircumstances = {
  now: new Date("2026-11-23T12:00:00Z"),
  live: true,
  publicBaseUrl: "https://hooks.example.com",
  callbackPath: "/api/webhooks/twilio/message-status",
  callbackOverrides: "rc=5&rp=all",
  allowedPrefixes: [],
};

function request(changes: Partial<SendRequest> = {}): SendRequest {
  return {
    channel: "sms",
    to: "+14155550137",
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
    ...changes,
  };
}

const SERVICE = `MG${"a".repeat(32)}`;
const TEMPLATE = `HX${"b".repeat(32)}`;
const plan = (changes: Partial<SendRequest> = {}, other: Partial<SendPlanCircumstances> = {}) =>
  planSend(request(changes), { ...circumstances, ...other });
const fields = (changes: Partial<SendRequest>, other: Partial<SendPlanCircumstances> = {}) =>
  plan(changes, other).faults.map(({ field }) => field);

describe("the recipients of a form", () => {
  test("are one message each, a repeated number once, a broken line not at all", () => {
    const { messages, recipients, faults } = plan({
      to: "+14155550137\n+353209155123, +1 (415) 555-0137; 0151 5550",
    });
    expect(messages.map(({ to, line }) => [to, line])).toEqual([
      ["+14155550137", 1],
      ["+353209155123", 2],
    ]);
    expect(recipients.map(({ verdict, sameAsLine }) => [verdict, sameAsLine])).toEqual([
      ["ready", null],
      ["ready", null],
      ["ready", 1],
      ["invalid", null],
    ]);
    expect(faults).toEqual([]);
  });

  test.each([
    ["whatsapp", "whatsapp:+14155550137"],
    ["rcs", "rcs:+14155550137"],
    ["mms", "+14155550137"],
  ] as const)("on %s are written %s", (channel, to) => {
    expect(plan({ channel }).messages[0]?.to).toBe(to);
  });

  test("without a country code belong to the default country", () => {
    expect(plan({ to: "030 901820", defaultCountry: "DE" }).messages[0]?.to).toBe("+4930901820");
  });

  test("must be there, and one at least must be a number", () => {
    expect(plan({ to: "" }).faults).toEqual([
      { field: "to", message: "Say who gets the message.", code: 21604 },
    ]);
    expect(plan({ to: "Ada" }).faults).toEqual([
      { field: "to", message: "Ada: not a phone number.", code: 21211 },
    ]);
    expect(fields({ to: "Ada\nBob" })).toEqual(["to"]);
  });

  test("may not be more than one form takes", () => {
    const to = Array.from({ length: MAX_RECIPIENTS + 1 }, (_, n) => `+1415555${1000 + n}`).join();
    expect(plan({ to }).faults).toEqual([
      {
        field: "to",
        code: 21653,
        message: "201 recipients are too many for one form, which takes 200.",
      },
    ]);
  });

  test("outside the allowed prefixes are named by their lines", () => {
    const to = "+14155550137\n+353209155123";
    expect(plan({ to }, { allowedPrefixes: ["+353", "+44"] }).faults).toEqual([
      {
        field: "to",
        code: 21408,
        message: "Line 1: this Milepost may send only to numbers that begin with +353, +44.",
      },
    ]);
  });
});

describe("the sender of a form", () => {
  test("is a number or a service, never both", () => {
    const both = { from: "+16285550119", messagingServiceSid: SERVICE };
    expect(plan({ ...both, sender: "number" }).first).toMatchObject({
      from: "+16285550119",
      messagingServiceSid: null,
    });
    expect(plan({ ...both, sender: "service" }).first).toMatchObject({
      from: null,
      messagingServiceSid: SERVICE,
    });
  });

  test("gets the channel's prefix and loses its punctuation", () => {
    expect(plan({ channel: "whatsapp", from: "+1 628 555 0119" }).first.from).toBe(
      "whatsapp:+16285550119",
    );
  });

  test("must be there", () => {
    expect(fields({ from: "" })).toEqual(["from"]);
    expect(fields({ sender: "service" })).toEqual(["from"]);
  });
});

describe("the callback of a form", () => {
  test("is the message's own for a number, whatever was chosen for a service before", () => {
    const { first } = plan({ sender: "number", callback: "service" });
    expect(first.statusCallback).toBe(
      `https://hooks.example.com/api/webhooks/twilio/message-status?message=${EXAMPLE_MESSAGE_ID}#rc=5&rp=all`,
    );
  });

  test("is left to the service when that was chosen", () => {
    const byService = { sender: "service", messagingServiceSid: SERVICE } as const;
    expect(plan({ ...byService, callback: "service" }).first.statusCallback).toBeNull();
    expect(plan({ ...byService, callback: "message" }).first.statusCallback).not.toBeNull();
  });

  test.each([
    [null, "PUBLIC_BASE_URL is not set"],
    ["http://127.0.0.1:3000", "not a public address"],
    ["https://my_host.example.com", "underscore"],
    ["hooks.example.com", "must be absolute"],
    ["https://ada:secret@hooks.example.com", "user name or password"],
    [`https://hooks.example.com/${"a".repeat(4000)}`, "at most 4000"],
  ])("is checked before anything is sent: %s", (publicBaseUrl, words) => {
    const { faults } = plan({}, { publicBaseUrl });
    expect(faults[0]).toMatchObject({ field: "statusCallback", code: 21609 });
    expect(faults.map(({ message }) => message).join(" ")).toContain(words);
  });

  test("may be local while the simulator is in use", () => {
    expect(plan({}, { publicBaseUrl: "http://127.0.0.1:3000", live: false }).faults).toEqual([]);
  });
});

describe("the content of a form", () => {
  test("is the text or the template, never both", () => {
    const both = { body: "Hello", contentSid: TEMPLATE, isSmartEncoded: true };
    expect(plan({ ...both, content: "text" }).first).toMatchObject({
      body: "Hello",
      contentSid: null,
      isSmartEncoded: true,
    });
    expect(plan({ ...both, content: "template" }).first).toMatchObject({
      body: null,
      contentSid: TEMPLATE,
      isSmartEncoded: false,
    });
  });

  test("has variables only where they have a name", () => {
    const contentVariables = [
      { name: "1", value: "Ada" },
      { name: "", value: "left over" },
    ];
    const { first } = plan({ content: "template", contentSid: TEMPLATE, contentVariables });
    expect(first.contentVariables).toEqual({ "1": "Ada" });
  });

  test("has no media on SMS, and must have some on MMS", () => {
    const mediaUrls = ["https://example.com/cat.jpg", ""];
    expect(plan({ channel: "sms", mediaUrls }).first.mediaUrls).toEqual([]);
    expect(plan({ channel: "mms", mediaUrls }).first.mediaUrls).toEqual([mediaUrls[0]]);
    expect(fields({ channel: "mms", body: "" })).toEqual(["mediaUrl"]);
  });

  test("is missed once, at the field that is in view", () => {
    expect(fields({ body: "" })).toEqual(["body"]);
    expect(fields({ content: "template", body: "" })).toEqual(["contentSid"]);
  });

  test("a fault that all recipients share is told once", () => {
    const to = "+14155550137\n+353209155123";
    expect(fields({ to, body: "x".repeat(1601) })).toEqual(["body"]);
  });
});

test("a guard list compares the number behind the channel's prefix", () => {
  expect(isAllowedRecipient("whatsapp:+353209155123", ["+353"])).toBe(true);
  expect(isAllowedRecipient("+14155550137", ["+353"])).toBe(false);
  expect(isAllowedRecipient("+14155550137", [])).toBe(true);
});

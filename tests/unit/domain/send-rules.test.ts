import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainErrorCode } from "@/lib/domain/error-codes";
import { findSendFaults, type SendDraft } from "@/lib/domain/send-rules";

const now = new Date("2026-11-23T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const service = `MG${"a".repeat(32)}`;
const template = `HX${"b".repeat(32)}`;
const statusCallback = "https://hooks.example.com/status?message=1#rc=5&rp=all";
const draft: SendDraft = { to: "+14155550137", from: "+14155550100", body: "Hello" };
const scheduled: SendDraft = {
  to: "+14155550137",
  messagingServiceSid: service,
  body: "Hello",
  scheduleType: "fixed",
  sendAt: inSeconds(3600),
};

const live = { now, live: true };

function codesOf(changes: Partial<SendDraft>, base = draft): number[] {
  return findSendFaults({ ...base, ...changes }, live).map(({ code }) => code);
}

describe("findSendFaults", () => {
  test.each<[string, Partial<SendDraft>]>([
    ["a text from a number", {}],
    ["a text from a short code", { from: "12345" }],
    [
      "a text from a name to a country that takes names",
      { from: "MILEPOST", to: "+4915112345678" },
    ],
    ["a text from a service", { from: undefined, messagingServiceSid: service }],
    ["a text from one number of a service", { messagingServiceSid: service }],
    ["media without text", { body: "", mediaUrls: ["https://example.com/a.png"] }],
    ["ten media files", { mediaUrls: new Array(10).fill("https://example.com/a.png") }],
    ["1,600 characters", { body: "a".repeat(1600) }],
    ["WhatsApp", { to: "whatsapp:+4915112345678", from: "whatsapp:+14155550100" }],
    ["RCS", { to: "rcs:+4915112345678", from: "rcs:milepost_agent" }],
    ["Messenger", { to: "messenger:12345678", from: "messenger:87654321" }],
    [
      "a template with variables",
      { body: "", contentSid: template, contentVariables: '{"1":"Ada"}' },
    ],
    ["the shortest validity", { validityPeriodSeconds: 1 }],
    ["the longest validity", { validityPeriodSeconds: 36_000 }],
    ["a public callback", { statusCallback }],
  ])("finds nothing wrong with %s", (_name, changes) => {
    expect(codesOf(changes)).toEqual([]);
  });

  test.each<[number, string, Partial<SendDraft>]>([
    [21604, "to", { to: "" }],
    [21211, "to", { to: "4155550137" }],
    [21211, "to", { to: "+1415" }],
    [21211, "to", { to: "MILEPOST", from: undefined, messagingServiceSid: service }],
    [
      21211,
      "to",
      { to: "whatsapp:4915112345678x y", from: undefined, messagingServiceSid: service },
    ],
    [21211, "to", { to: "whatsapp:4915112345678", from: "whatsapp:+14155550100" }],
    [21211, "to", { to: "rcs:milepost_agent", from: "rcs:milepost_agent" }],
    [21265, "to", { to: "12345" }],
    [21603, "from", { from: undefined }],
    [21603, "from", { from: "", messagingServiceSid: "" }],
    [21705, "messagingServiceSid", { messagingServiceSid: "MG123" }],
    [21705, "messagingServiceSid", { messagingServiceSid: `AC${"a".repeat(32)}` }],
    [21212, "from", { from: "Twelve chars" }],
    [21212, "from", { from: "4155550100" }],
    [21212, "from", { from: "Café" }],
    [21212, "from", { from: "+1415" }],
    [21212, "from", { from: "whatsapp:14155550100", to: "whatsapp:+4915112345678" }],
    [21910, "from", { to: "whatsapp:+4915112345678" }],
    [21910, "from", { from: "whatsapp:+14155550100" }],
    [21910, "from", { to: "whatsapp:+4915112345678", from: "MILEPOST" }],
    [21910, "from", { to: "whatsapp:+4915112345678", from: "rcs:agent" }],
    [21266, "from", { to: "+14155550100" }],
    [63031, "from", { to: "whatsapp:+14155550100", from: "whatsapp:+14155550100" }],
    [21612, "from", { from: "MILEPOST" }],
    [21612, "from", { from: "MILEPOST", to: "+4915112345678", mediaUrls: ["https://a.example/b"] }],
    [21602, "body", { body: "" }],
    [21602, "body", { body: undefined, mediaUrls: [] }],
    [21617, "body", { body: "a".repeat(1601) }],
    [21623, "mediaUrl", { mediaUrls: new Array(11).fill("https://example.com/a.png") }],
    [21620, "mediaUrl", { mediaUrls: ["example.com/a.png"] }],
    [21620, "mediaUrl", { mediaUrls: ["https://"] }],
    [21620, "mediaUrl", { mediaUrls: ["ftp://example.com/a.png"] }],
    [21620, "mediaUrl", { mediaUrls: ["https://example.com/a b.png"] }],
    [
      63030,
      "mediaUrl",
      {
        to: "whatsapp:+4915112345678",
        from: "whatsapp:+14155550100",
        contentSid: template,
        mediaUrls: ["https://example.com/a.png"],
      },
    ],
    [21655, "contentSid", { contentSid: "HX1" }],
    [21654, "contentSid", { contentVariables: '{"1":"Ada"}' }],
    [21656, "contentVariables", { contentSid: template, contentVariables: "{1:Ada}" }],
    [21656, "contentVariables", { contentSid: template, contentVariables: '["Ada"]' }],
    [21656, "contentVariables", { contentSid: template, contentVariables: '"Ada"' }],
    [21656, "contentVariables", { contentSid: template, contentVariables: "null" }],
    [21656, "contentVariables", { contentSid: template, contentVariables: '{"1":2}' }],
    [21656, "contentVariables", { contentSid: template, contentVariables: '{"1":""}' }],
    [21624, "validityPeriod", { validityPeriodSeconds: 0 }],
    [21624, "validityPeriod", { validityPeriodSeconds: 36_001 }],
    [21624, "validityPeriod", { validityPeriodSeconds: 1.5 }],
    [21624, "validityPeriod", { validityPeriodSeconds: Number.NaN }],
    [21609, "statusCallback", { statusCallback: "http://localhost:3000/status" }],
    [21609, "statusCallback", { statusCallback: "https://my_host.example.com/status" }],
  ])("says %d at %s of %j", (code, field, changes) => {
    expect(findSendFaults({ ...draft, ...changes }, live)).toEqual([
      { code, field, message: expect.stringMatching(/\.$/) },
    ]);
  });

  test("a callback on this machine is fine with the simulator", () => {
    const local = { ...draft, statusCallback: "http://127.0.0.1:3000/status" };
    expect(findSendFaults(local, { now, live: false })).toEqual([]);
  });

  test("names several faults at once, in the order of the form", () => {
    const changes = { to: "", from: "", body: "", validityPeriodSeconds: 0 };
    expect(codesOf(changes)).toEqual([21604, 21603, 21602, 21624]);
  });
});

describe("scheduling", () => {
  test.each([300.001, 301, 3600, 35 * 24 * 3600])("takes a time %d seconds ahead", (seconds) => {
    expect(codesOf({ sendAt: inSeconds(seconds) }, scheduled)).toEqual([]);
  });

  test.each([-1, 0, 300, 35 * 24 * 3600 + 1, Number.NaN])(
    "refuses a time %d seconds ahead",
    (seconds) => {
      expect(codesOf({ sendAt: inSeconds(seconds) }, scheduled)).toEqual([35114]);
    },
  );

  test.each<[number, Partial<SendDraft>]>([
    [35118, { messagingServiceSid: undefined, from: "+14155550100" }],
    [35118, { messagingServiceSid: undefined, from: "+14155550100", scheduleType: undefined }],
    [35111, { sendAt: undefined }],
    [35126, { scheduleType: "optimized" }],
  ])("says %d of %j", (code, changes) => {
    expect(codesOf(changes, scheduled)).toEqual([code]);
  });
});

test("never throws on any draft, and every code it gives is explained", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "+14155550137", "whatsapp:+1", service, template, "{}", "12345", "a:b"),
  );
  const drafts: fc.Arbitrary<SendDraft> = fc.record(
    {
      to: text,
      from: text,
      messagingServiceSid: text,
      body: text,
      mediaUrls: fc.array(text, { maxLength: 12 }),
      contentSid: text,
      contentVariables: fc.oneof(text, fc.json()),
      scheduleType: text,
      sendAt: fc.date({ noInvalidDate: false }),
      validityPeriodSeconds: fc.double(),
      statusCallback: text,
    },
    { requiredKeys: ["to"] },
  );
  fc.assert(
    fc.property(drafts, fc.boolean(), (any, isLive) => {
      for (const { code, field } of findSendFaults(any, { now, live: isLive })) {
        expect(explainErrorCode(code).known).toBe(true);
        expect(explainErrorCode(code).field).toBeDefined();
        expect(field).toBeDefined();
      }
    }),
  );
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ParameterPairs, parseFormBody, parseQuery } from "@/lib/twilio/form-body";
import {
  findAccountSid,
  findFormatRefusal,
  type Refusal,
  readStatusCallback,
  type StatusReport,
} from "@/lib/twilio/status-callback";

const accountSid = `AC${"a1".repeat(16)}`;
const messageSid = `SM${"b2".repeat(16)}`;
const ourMessageId = "msg_01ARZ3NDEKTSV4RRFFQ69G5FAV";

const bytes = (text: string) => new TextEncoder().encode(text);

const delivered = {
  AccountSid: accountSid,
  ApiVersion: "2010-04-01",
  From: "+15017250604",
  MessageSid: messageSid,
  MessageStatus: "delivered",
  SmsSid: messageSid,
  SmsStatus: "delivered",
  To: "+15558675310",
};

/** The parameters of a delivered message, with some replaced, added or (undefined) left out. */
function form(changes: Record<string, string | undefined> = {}): ParameterPairs {
  const merged: Record<string, string | undefined> = { ...delivered, ...changes };
  return Object.entries(merged).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}

function report(pairs: ParameterPairs, query = ""): StatusReport {
  const reading = readStatusCallback(pairs, parseQuery(query));
  expect(reading).toHaveProperty("kind", "status");
  return (reading as { report: StatusReport }).report;
}

function refusal(pairs: ParameterPairs, query = ""): Refusal {
  const reading = readStatusCallback(pairs, parseQuery(query));
  expect(reading).toHaveProperty("kind", "refused");
  return reading as Refusal;
}

describe("a status callback is read", () => {
  test("with every field of a delivered SMS", () => {
    const pairs = form({ MessagingServiceSid: "MG1", RawDlrDoneDate: "2303092021" });
    expect(report(pairs, `message=${ourMessageId}`)).toEqual({
      accountSid,
      messageSid,
      status: "delivered",
      errorCode: null,
      to: "+15558675310",
      from: "+15017250604",
      messagingServiceSid: "MG1",
      channel: "sms",
      channelStatusMessage: null,
      rawDlrDoneDate: "2303092021",
      eventType: null,
      ourMessageId,
      unknownParameters: [],
    });
  });

  test("as captured from an undelivered SMS", () => {
    const captured = `ErrorCode=30034&SmsSid=${messageSid}&SmsStatus=undelivered&MessageStatus=undelivered&To=%2B14255550100&MessageSid=${messageSid}&AccountSid=${accountSid}&From=%2B19705550100&ApiVersion=2010-04-01`;
    expect(report(parseFormBody(bytes(captured)))).toMatchObject({
      status: "undelivered",
      errorCode: 30034,
      to: "+14255550100",
      unknownParameters: [],
    });
  });

  test("as captured from a WhatsApp message that was read", () => {
    const captured = `EventType=READ&SmsSid=${messageSid}&SmsStatus=read&MessageStatus=read&ChannelToAddress=%2B91848951XXXX&To=whatsapp%3A%2B918400000000&ChannelPrefix=whatsapp&MessageSid=${messageSid}&AccountSid=${accountSid}&From=whatsapp%3A%2B14155238886&ApiVersion=2010-04-01`;
    expect(report(parseFormBody(bytes(captured)))).toMatchObject({
      status: "read",
      channel: "whatsapp",
      eventType: "READ",
      to: "whatsapp:+918400000000",
      unknownParameters: [],
    });
  });

  test("with the few parameters that Twilio's guide shows", () => {
    const pairs = form({ ApiVersion: undefined, To: undefined });
    expect(report(pairs)).toMatchObject({ status: "delivered", to: null });
  });

  test("whatever the order of its parameters", () => {
    expect(report([...form()].reverse())).toEqual(report(form()));
  });

  test.each(["sending", "accepted", "partially_delivered", "teleported", "DELIVERED", "x"])(
    "with the status word %s verbatim, known or not",
    (word) => {
      expect(report(form({ MessageStatus: word, SmsStatus: word })).status).toBe(word);
    },
  );

  test("by SmsStatus when MessageStatus is missing or blank", () => {
    const sent = { SmsStatus: "sent" };
    expect(report(form({ ...sent, MessageStatus: undefined })).status).toBe("sent");
    expect(report(form({ ...sent, MessageStatus: "" })).status).toBe("sent");
  });

  test("by MessageStatus when SmsStatus says otherwise", () => {
    expect(report(form({ MessageStatus: "read", SmsStatus: "delivered" })).status).toBe("read");
  });

  test("with an MMS SID, whose case stays as sent", () => {
    const sid = `MM${"Ab".repeat(16)}`;
    expect(report(form({ MessageSid: sid, SmsSid: sid })).messageSid).toBe(sid);
  });

  test.each([
    ["30007", 30007],
    ["", null],
    ["0", null],
    ["abc", null],
    ["30007x", null],
    ["1e3", null],
    ["99999999999", null],
  ])("with the error code %j as %s", (text, errorCode) => {
    expect(report(form({ MessageStatus: "failed", ErrorCode: text })).errorCode).toBe(errorCode);
  });

  test.each<[string, Record<string, string | undefined>, StatusReport["channel"]]>([
    ["plain numbers", {}, "sms"],
    ["an MM SID", { MessageSid: `MM${"0".repeat(32)}`, SmsSid: undefined }, "mms"],
    ["whatsapp: addresses", { To: "whatsapp:+1", From: "whatsapp:+2" }, "whatsapp"],
    ["an rcs: sender", { From: "rcs:brand_agent" }, "rcs"],
    ["an rcs: recipient before a sender is chosen", { To: "rcs:+1", From: undefined }, "rcs"],
    ["a messenger: sender", { From: "messenger:123" }, "messenger"],
    ["a prefix in upper case", { From: "WhatsApp:+1" }, "whatsapp"],
    ["ChannelPrefix alone", { ChannelPrefix: "whatsapp" }, "whatsapp"],
    ["ChannelPrefix=sms", { ChannelPrefix: "sms" }, "sms"],
    ["an unknown prefix", { From: "viber:1" }, "other"],
    ["an unknown ChannelPrefix", { ChannelPrefix: "line" }, "other"],
    ["an alphanumeric sender", { From: "Milepost" }, "sms"],
  ])("from %s with its channel", (_, changes, channel) => {
    expect(report(form(changes)).channel).toBe(channel);
  });

  test("with U+0000 and emoji verbatim", () => {
    const text = "a\0b 😀";
    expect(report(form({ ChannelStatusMessage: text })).channelStatusMessage).toBe(text);
  });

  test("with the names that are new, once each, without our own query parameters", () => {
    const pairs: ParameterPairs = [
      ...form(),
      ["New", "1"],
      ["New", "2"],
      ["__proto__", ""],
      ["team", ""],
    ];
    expect(report(pairs, "team=red").unknownParameters).toEqual(["New", "__proto__"]);
  });

  test("with a parameter known from incoming messages, which is new here", () => {
    expect(report(form({ NumMedia: "0" })).unknownParameters).toEqual(["NumMedia"]);
  });

  test("when a single parameter is repeated with the same value", () => {
    expect(report([...form(), ["MessageStatus", "delivered"]]).status).toBe("delivered");
  });
});

describe("our message id", () => {
  test.each([
    ["no query", "", null],
    ["the right form", `a=1&message=${ourMessageId}`, ourMessageId],
    ["the same twice", `message=${ourMessageId}&message=${ourMessageId}`, ourMessageId],
    ["two different ones", `message=${ourMessageId}&message=msg_${"0".repeat(26)}`, null],
    ["lower case", `message=${ourMessageId.toLowerCase()}`, null],
    ["a letter outside the alphabet", `message=msg_${"I".repeat(26)}`, null],
    ["parameters shifted out of the body", `message=${ourMessageId}AccountSid${accountSid}`, null],
    ["another name", `Message=${ourMessageId}`, null],
  ])("with %s in the query", (_, query, expected) => {
    expect(report(form(), query).ourMessageId).toBe(expected);
  });

  test("is never taken from the body", () => {
    expect(report([...form(), ["message", ourMessageId]]).ourMessageId).toBeNull();
  });

  test("is all that the query may say", () => {
    const query = `MessageStatus=failed&ErrorCode=30007&MessageSid=SM${"0".repeat(32)}`;
    expect(report(form(), query)).toMatchObject({
      messageSid,
      status: "delivered",
      errorCode: null,
    });
  });
});

describe("what is no status callback is refused by name:", () => {
  test.each<[string, ParameterPairs, Omit<Refusal, "kind">]>([
    [
      "no parameters",
      [],
      {
        reason: "empty_body",
        sentence:
          "The body is empty: a redirect or a proxy dropped it on the way, or this did not come from Twilio",
      },
    ],
    [
      "an incoming SMS",
      form({ SmsStatus: "received", MessageStatus: undefined, NumMedia: "0", Body: "hi" }),
      {
        reason: "inbound_message",
        sentence:
          "This is an incoming message, not a status: the phone number's “A message comes in” points here, where only status callbacks belong",
      },
    ],
    [
      "an incoming message of a Messaging Service",
      form({ SmsStatus: "received", MessageStatus: undefined, MessagingServiceSid: "MG1" }),
      {
        reason: "inbound_message",
        sentence:
          "This is an incoming message, not a status: the Messaging Service's Integration › Incoming Messages points here, where only status callbacks belong",
      },
    ],
    [
      "an incoming WhatsApp message without a status",
      form({
        MessageStatus: undefined,
        SmsStatus: undefined,
        SmsMessageSid: messageSid,
        From: "whatsapp:+1",
      }),
      {
        reason: "inbound_message",
        sentence:
          "This is an incoming message, not a status: the sender's webhook URL for incoming messages points here, where only status callbacks belong",
      },
    ],
    [
      "a status of receiving",
      form({ MessageStatus: "receiving" }),
      {
        reason: "inbound_message",
        sentence:
          "This is an incoming message, not a status: the phone number's “A message comes in” points here, where only status callbacks belong",
      },
    ],
    [
      "a call",
      [
        ["AccountSid", accountSid],
        ["CallSid", `CA${"0".repeat(32)}`],
        ["CallStatus", "ringing"],
      ],
      {
        reason: "voice_callback",
        sentence:
          "This is a voice callback, not a message's status: the number's “A call comes in” or “Call status changes”, or a call's StatusCallback, points here",
      },
    ],
    [
      "a Conversations webhook",
      [
        ["AccountSid", accountSid],
        ["EventType", "onDeliveryUpdated"],
        ["ConversationSid", `CH${"0".repeat(32)}`],
        ["MessageSid", `IM${"0".repeat(32)}`],
        ["Status", "delivered"],
      ],
      {
        reason: "not_a_status_callback",
        sentence:
          "This is a Conversations webhook, not a status callback: the post-event or pre-event URL in Conversations › Webhooks points here",
      },
    ],
    [
      "a Verify webhook",
      [["VerificationSid", `VE${"0".repeat(32)}`]],
      {
        reason: "not_a_status_callback",
        sentence:
          "This is a Verify webhook, not a status callback: a webhook of the Verify service points here",
      },
    ],
    [
      "a Lookup result",
      [
        ["PhoneNumber", "+1"],
        ["NationalFormat", "1"],
      ],
      {
        reason: "not_a_status_callback",
        sentence: "This is a Lookup result, not a status callback",
      },
    ],
    [
      "a Debugger event",
      [
        ["AccountSid", accountSid],
        ["PayloadType", "application/json"],
        ["Payload", "{}"],
      ],
      {
        reason: "not_a_status_callback",
        sentence:
          "This is a Debugger event, not a status callback: the webhook in Monitor › Errors points here",
      },
    ],
    [
      "a missing MessageSid",
      form({ MessageSid: undefined, SmsSid: undefined }),
      {
        reason: "not_a_status_callback",
        sentence: "MessageSid is missing, which every status callback has",
      },
    ],
    [
      "SmsSid without MessageSid",
      form({ MessageSid: undefined }),
      {
        reason: "not_a_status_callback",
        sentence: "MessageSid is missing (there is SmsSid alone), which every status callback has",
      },
    ],
    [
      "a malformed MessageSid",
      form({ MessageSid: `${messageSid}x`, SmsSid: undefined }),
      {
        reason: "not_a_status_callback",
        sentence: "MessageSid is malformed: it must be SM or MM and 32 hexadecimal digits",
      },
    ],
    [
      "a missing status",
      form({ MessageStatus: undefined, SmsStatus: "" }),
      {
        reason: "not_a_status_callback",
        sentence: "MessageStatus is missing, which every status callback has",
      },
    ],
    [
      "a status that is no word",
      form({ MessageStatus: "not a word" }),
      {
        reason: "not_a_status_callback",
        sentence:
          "The status is not a word: at most 64 printable characters without a space are read",
      },
    ],
    [
      "a status without end",
      form({ MessageStatus: "x".repeat(65) }),
      {
        reason: "not_a_status_callback",
        sentence:
          "The status is not a word: at most 64 printable characters without a space are read",
      },
    ],
    [
      "a missing AccountSid",
      form({ AccountSid: undefined }),
      {
        reason: "not_a_status_callback",
        sentence: "AccountSid is missing, which every status callback has",
      },
    ],
    [
      "a malformed AccountSid",
      form({ AccountSid: "AC1" }),
      {
        reason: "not_a_status_callback",
        sentence: "AccountSid is malformed: it must be AC and 32 hexadecimal digits",
      },
    ],
    [
      "MessageSid and SmsSid that differ",
      form({ SmsSid: `SM${"c".repeat(32)}` }),
      {
        reason: "ambiguous_parameters",
        sentence: "MessageSid and SmsSid name different messages",
      },
    ],
    [
      "an SmsSid that has swallowed the next parameter",
      form({ SmsSid: `${messageSid}SmsStatusdelivered`, SmsStatus: undefined }),
      {
        reason: "ambiguous_parameters",
        sentence: "MessageSid and SmsSid name different messages",
      },
    ],
    [
      "JSON behind a form's content type",
      [['{"MessageSid":"SM1"}', ""]],
      {
        reason: "json_body",
        sentence:
          "The body is JSON, but a status callback is a form: a gateway turned it into JSON, or this is not a status callback",
      },
    ],
  ])("%s", (_, pairs, expected) => {
    expect(refusal(pairs)).toEqual({ kind: "refused", ...expected });
  });

  test.each(["AccountSid", "MessageSid", "SmsSid", "MessageStatus", "SmsStatus"])(
    "%s repeated with another value",
    (name) => {
      expect(refusal([...form(), [name, "other"]])).toEqual({
        kind: "refused",
        reason: "ambiguous_parameters",
        sentence: `${name} is there with different values`,
      });
    },
  );

  test("any pairs are read or refused, never a crash", () => {
    const name = fc.oneof(
      fc.constantFrom(...Object.keys(delivered), "__proto__", "NumMedia", "CallSid", "{"),
      fc.string(),
    );
    const value = fc.oneof(fc.constantFrom(messageSid, accountSid, "sent", ""), fc.string());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, value)),
        fc.array(fc.tuple(name, value)),
        (body, query) => {
          expect(readStatusCallback(body, query).kind).toMatch(/^(status|refused)$/);
        },
      ),
    );
  });
});

describe("findAccountSid", () => {
  test.each<[string, ParameterPairs, string | null]>([
    ["one account", form(), accountSid],
    ["the same account twice", [...form(), ["AccountSid", accountSid]], accountSid],
    ["two accounts", [...form(), ["AccountSid", `AC${"0".repeat(32)}`]], null],
    ["none", form({ AccountSid: undefined }), null],
    ["a malformed one", form({ AccountSid: "AC1" }), null],
    ["a blank one", form({ AccountSid: "" }), null],
  ])("of %s", (_, pairs, expected) => {
    expect(findAccountSid(pairs)).toBe(expected);
  });
});

describe("findFormatRefusal", () => {
  const check = (contentType: string | null | undefined, body: string, query = "") =>
    findFormatRefusal({ contentType, rawBody: bytes(body), queryPairs: parseQuery(query) });

  test.each([
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=UTF-8",
    "application/x-www-form-urlencoded;charset=utf-8",
    "Application/X-WWW-Form-Urlencoded",
    "",
    null,
    undefined,
  ])("passes a form whose content type is %j", (contentType) => {
    expect(check(contentType, "a=1")).toBeNull();
  });

  test.each([
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencodedx",
  ])("refuses the content type %s", (contentType) => {
    expect(check(contentType, "a=1")).toEqual({
      kind: "refused",
      reason: "not_form_encoded",
      sentence: "The body is not application/x-www-form-urlencoded, as every status callback is",
    });
  });

  test("refuses an empty body", () => {
    expect(check("application/x-www-form-urlencoded", "")).toHaveProperty("reason", "empty_body");
  });

  test.each([
    ["JSON by its content type", "application/json; charset=utf-8", "x"],
    ["JSON by its look", "application/x-www-form-urlencoded", ' \n{"a":1}'],
    ["a JSON list", null, "[1]"],
  ])("refuses %s", (_, contentType, body) => {
    expect(check(contentType, body)).toEqual({
      kind: "refused",
      reason: "json_body",
      sentence:
        "The body is JSON, but a status callback is a form: a gateway turned it into JSON, or this is not a status callback",
    });
  });

  test("names JSON that is signed through bodySHA256", () => {
    expect(check("application/json", "{}", "bodySHA256=00")?.sentence).toBe(
      "The body is JSON, signed through bodySHA256, as other Twilio products send it: a status callback is a form",
    );
  });

  test("names Event Streams", () => {
    const event = '[{"specversion":"1.0","type":"com.twilio.messaging.message.delivered"}]';
    expect(check("application/cloudevents-batch+json", event, "bodySHA256=00")).toEqual({
      kind: "refused",
      reason: "json_body",
      sentence:
        "This is an Event Streams event (CloudEvents), not a status callback: the webhook sink in Event Streams points here",
    });
  });
});

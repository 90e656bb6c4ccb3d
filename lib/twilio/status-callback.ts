import "server-only";
import type { ParameterPairs } from "./form-body";
import type { RefusalReason } from "./refusal-reason";

export type MessageChannel = "sms" | "mms" | "whatsapp" | "rcs" | "messenger" | "other";

/** What one status callback says. Texts are as Twilio sent them; a blank parameter is null. */
export type StatusReport = {
  accountSid: string;
  messageSid: string;
  /** Twilio's word, or one not known yet: 1 to 64 printable ASCII characters without a space. */
  status: string;
  /** Null also for a code that is no number; its text stays among the parameters. */
  errorCode: number | null;
  to: string | null;
  from: string | null;
  messagingServiceSid: string | null;
  channel: MessageChannel;
  channelStatusMessage: string | null;
  /** `YYMMDDhhmm` in the carrier's own, unknown time zone. */
  rawDlrDoneDate: string | null;
  eventType: string | null;
  /** Our own id of the message, from the query of the callback URL. */
  ourMessageId: string | null;
  /** Names that Twilio neither documents nor was seen to send, in the order received. */
  unknownParameters: readonly string[];
};

/** The sentence says what the request is and which setting leads it here; it holds no value. */
export type Refusal = { kind: "refused"; reason: RefusalReason; sentence: string };

export type StatusCallbackReading = { kind: "status"; report: StatusReport } | Refusal;

/**
 * Parameters of a status callback, documented or captured.
 * https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
const KNOWN_PARAMETERS: ReadonlySet<string> = new Set([
  "AccountSid",
  "ApiVersion",
  "Body",
  "ChannelInstallSid",
  "ChannelPrefix",
  "ChannelStatusMessage",
  "ChannelToAddress",
  "ErrorCode",
  "ErrorMessage",
  "EventType",
  "From",
  "MessageSid",
  "MessageStatus",
  "MessagingServiceSid",
  "RawDlrDoneDate",
  "SmsSid",
  "SmsStatus",
  "StructuredMessage",
  "To",
]);

/** Those of `names` that Twilio neither documents nor was seen to send, in their order. Throws nothing. */
export function unknownParameterNames(names: readonly string[]): string[] {
  return names.filter((name) => !KNOWN_PARAMETERS.has(name));
}

const ACCOUNT_SID = /^AC[0-9a-fA-F]{32}$/;
const MESSAGE_SID = /^(?:SM|MM)[0-9a-fA-F]{32}$/;
const STATUS_WORD = /^[\x21-\x7e]{1,64}$/;
const OUR_MESSAGE_ID = /^msg_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Two different values of one of these would make two readings of the same signed request. */
const SINGLE_PARAMETERS = ["AccountSid", "MessageSid", "SmsSid", "MessageStatus", "SmsStatus"];

/**
 * Reads the verified parameters of a request at the callback door. A status word or a parameter
 * that is new is read, never refused; anything but a status callback is refused and named. Our
 * message id is taken from the query alone, everything else from the body alone: a signature does
 * not say where a name ends and its value begins, so SIDs must have their exact form and agree.
 * Throws nothing.
 */
export function readStatusCallback(
  pairs: ParameterPairs,
  queryPairs: ParameterPairs,
): StatusCallbackReading {
  const first = pairs[0];
  if (!first) return refuse("empty_body", EMPTY_BODY);
  if (/^\s*[{[]/.test(first[0])) return refuseJson(pairs.flat().join(), queryPairs);

  const body = valuesByName(pairs);
  const repeated = SINGLE_PARAMETERS.find((name) => new Set(body.get(name)).size > 1);
  if (repeated) return refuse("ambiguous_parameters", `${repeated} is there with different values`);
  if (isInboundMessage(body)) return refuse("inbound_message", inboundSentence(body));

  const messageSid = read(body, "MessageSid");
  const status = read(body, "MessageStatus") ?? read(body, "SmsStatus");
  const accountSid = read(body, "AccountSid");
  if (messageSid === null || !MESSAGE_SID.test(messageSid) || status === null) {
    return refuseOther(body, messageSid);
  }
  if (!STATUS_WORD.test(status)) {
    return refuse(
      "not_a_status_callback",
      "The status is not a word: at most 64 printable characters without a space are read",
    );
  }
  if (accountSid === null || !ACCOUNT_SID.test(accountSid)) {
    return refuse(
      "not_a_status_callback",
      accountSid === null
        ? "AccountSid is missing, which every status callback has"
        : "AccountSid is malformed: it must be AC and 32 hexadecimal digits",
    );
  }
  const smsSid = read(body, "SmsSid");
  if (smsSid !== null && smsSid !== messageSid) {
    return refuse("ambiguous_parameters", "MessageSid and SmsSid name different messages");
  }

  const to = read(body, "To");
  const from = read(body, "From");
  const queryNames = new Set(queryPairs.map(([name]) => name));
  return {
    kind: "status",
    report: {
      accountSid,
      messageSid,
      status,
      errorCode: toErrorCode(read(body, "ErrorCode")),
      to,
      from,
      messagingServiceSid: read(body, "MessagingServiceSid"),
      channel: toChannel(from, to, read(body, "ChannelPrefix"), messageSid),
      channelStatusMessage: read(body, "ChannelStatusMessage"),
      rawDlrDoneDate: read(body, "RawDlrDoneDate"),
      eventType: read(body, "EventType"),
      ourMessageId: findOurMessageId(queryPairs),
      unknownParameters: unknownParameterNames([...body.keys()]).filter(
        (name) => !queryNames.has(name),
      ),
    },
  };
}

/** The account whose keys may verify this body; null when it names none, or more than one. */
export function findAccountSid(pairs: ParameterPairs): string | null {
  const named = new Set(pairs.filter(([name]) => name === "AccountSid").map(([, value]) => value));
  const [accountSid] = named;
  return named.size === 1 && accountSid !== undefined && ACCOUNT_SID.test(accountSid)
    ? accountSid
    : null;
}

/**
 * Refuses a body that is no form before it is parsed; null when it may be one. A missing content
 * type passes, since a proxy may have lost it. Throws nothing.
 */
export function findFormatRefusal(request: {
  contentType: string | null | undefined;
  rawBody: Uint8Array;
  queryPairs: ParameterPairs;
}): Refusal | null {
  const { rawBody, queryPairs } = request;
  if (rawBody.byteLength === 0) return refuse("empty_body", EMPTY_BODY);
  const contentType = (request.contentType ?? "").trim().toLowerCase();
  const beginning = Buffer.from(rawBody.subarray(0, 4096)).toString("utf8");
  if (/^\s*[{[]/.test(beginning) || /^application\/([\w.-]+\+)?json\b/.test(contentType)) {
    return refuseJson(beginning, queryPairs);
  }
  if (contentType !== "" && !/^application\/x-www-form-urlencoded\s*(;|$)/.test(contentType)) {
    return refuse(
      "not_form_encoded",
      "The body is not application/x-www-form-urlencoded, as every status callback is",
    );
  }
  return null;
}

type ValuesByName = ReadonlyMap<string, readonly string[]>;

function valuesByName(pairs: ParameterPairs): ValuesByName {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}

function read(body: ValuesByName, name: string): string | null {
  return body.get(name)?.find((value) => value !== "") ?? null;
}

function toErrorCode(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

function toChannel(
  from: string | null,
  to: string | null,
  channelPrefix: string | null,
  messageSid: string,
): MessageChannel {
  const prefix = prefixOf(from) ?? prefixOf(to) ?? channelPrefix?.toLowerCase() ?? "sms";
  switch (prefix) {
    case "sms":
      return messageSid.startsWith("MM") ? "mms" : "sms";
    case "mms":
    case "whatsapp":
    case "rcs":
    case "messenger":
      return prefix;
    default:
      return "other";
  }
}

function prefixOf(address: string | null): string | undefined {
  return /^([a-z][a-z0-9_-]*):/i.exec(address ?? "")?.[1]?.toLowerCase();
}

function findOurMessageId(queryPairs: ParameterPairs): string | null {
  const ids = new Set(queryPairs.filter(([name]) => name === "message").map(([, id]) => id));
  const [id] = ids;
  return ids.size === 1 && id !== undefined && OUR_MESSAGE_ID.test(id) ? id : null;
}

function refuse(reason: RefusalReason, sentence: string): Refusal {
  return { kind: "refused", reason, sentence };
}

const EMPTY_BODY =
  "The body is empty: a redirect or a proxy dropped it on the way, or this did not come from Twilio";

function refuseJson(beginning: string, queryPairs: ParameterPairs): Refusal {
  if (/"specversion"|com\.twilio\./.test(beginning)) {
    return refuse(
      "json_body",
      "This is an Event Streams event (CloudEvents), not a status callback: the webhook sink in Event Streams points here",
    );
  }
  if (queryPairs.some(([name]) => name === "bodySHA256")) {
    return refuse(
      "json_body",
      "The body is JSON, signed through bodySHA256, as other Twilio products send it: a status callback is a form",
    );
  }
  return refuse(
    "json_body",
    "The body is JSON, but a status callback is a form: a gateway turned it into JSON, or this is not a status callback",
  );
}

function isInboundMessage(body: ValuesByName): boolean {
  const words = [read(body, "MessageStatus"), read(body, "SmsStatus")];
  if (words.includes("received") || words.includes("receiving")) return true;
  return words[0] === null && (body.has("SmsMessageSid") || body.has("NumMedia"));
}

function inboundSentence(body: ValuesByName): string {
  const channel = toChannel(read(body, "From"), read(body, "To"), null, "");
  const setting =
    channel !== "sms"
      ? "the sender's webhook URL for incoming messages"
      : read(body, "MessagingServiceSid") !== null
        ? "the Messaging Service's Integration › Incoming Messages"
        : "the phone number's “A message comes in”";
  return `This is an incoming message, not a status: ${setting} points here, where only status callbacks belong`;
}

/** Other Twilio webhooks, each by names that no message status callback has. */
const OTHER_WEBHOOKS: readonly { names: readonly string[]; reason: RefusalReason; is: string }[] = [
  {
    names: ["CallSid", "CallStatus"],
    reason: "voice_callback",
    is: "This is a voice callback, not a message's status: the number's “A call comes in” or “Call status changes”, or a call's StatusCallback, points here",
  },
  {
    names: ["ConversationSid", "ChatServiceSid"],
    reason: "not_a_status_callback",
    is: "This is a Conversations webhook, not a status callback: the post-event or pre-event URL in Conversations › Webhooks points here",
  },
  {
    names: ["VerificationSid", "verification_sid", "FactorSid", "factor_sid", "ChallengeSid"],
    reason: "not_a_status_callback",
    is: "This is a Verify webhook, not a status callback: a webhook of the Verify service points here",
  },
  {
    names: ["NationalFormat", "national_format", "LineTypeIntelligence", "line_type_intelligence"],
    reason: "not_a_status_callback",
    is: "This is a Lookup result, not a status callback",
  },
  {
    names: ["PayloadType", "ParentAccountSid"],
    reason: "not_a_status_callback",
    is: "This is a Debugger event, not a status callback: the webhook in Monitor › Errors points here",
  },
];

function refuseOther(body: ValuesByName, messageSid: string | null): Refusal {
  const webhook = OTHER_WEBHOOKS.find(({ names }) => names.some((name) => body.has(name)));
  if (webhook) return refuse(webhook.reason, webhook.is);
  if (messageSid === null) {
    return refuse(
      "not_a_status_callback",
      body.has("SmsSid")
        ? "MessageSid is missing (there is SmsSid alone), which every status callback has"
        : "MessageSid is missing, which every status callback has",
    );
  }
  return refuse(
    "not_a_status_callback",
    MESSAGE_SID.test(messageSid)
      ? "MessageStatus is missing, which every status callback has"
      : "MessageSid is malformed: it must be SM or MM and 32 hexadecimal digits",
  );
}

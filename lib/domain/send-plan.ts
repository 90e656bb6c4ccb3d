import { buildStatusCallbackUrl } from "./callback-url";
import type { OutgoingMessage } from "./create-call";
import { toTwilioAddress } from "./phone-address";
import { parseRecipients, type RecipientRow } from "./recipient-line";
import { findSendFaults, type SendFault } from "./send-rules";
import { type SendChannel, toSenderAddress } from "./sender-address";

/** A filled-in send form; an empty text is not given. */
export type SendRequest = {
  channel: SendChannel;
  /** Numbers parted by line breaks, commas or semicolons. */
  to: string;
  /** ISO code of the country that numbers without a country code belong to. */
  defaultCountry: string | null;
  sender: "number" | "service";
  from: string;
  messagingServiceSid: string;
  callback: "message" | "service";
  content: "text" | "template";
  body: string;
  isSmartEncoded: boolean;
  mediaUrls: readonly string[];
  contentSid: string;
  contentVariables: ReadonlyArray<{ name: string; value: string }>;
  /** An instant in UTC. */
  sendAt: string | null;
  validityPeriodSeconds: number | null;
};

/** Where callbacks are to go, and when it is. */
export type SendPlanCircumstances = {
  now: Date;
  /** The real Twilio is in use, so callback URLs have to be public. */
  live: boolean;
  /** Null when it is not known. */
  publicBaseUrl: string | null;
  callbackPath: string;
  callbackOverrides: string;
  /** Beginnings of numbers that may be sent to; none: all may. */
  allowedPrefixes: readonly string[];
};

export type PlannedMessage = OutgoingMessage & { line: number; country: string | null };

export type SendPlan = {
  /** Every line of To with its verdict. */
  recipients: RecipientRow[];
  /** One for each number, in order; `statusCallback` has `EXAMPLE_MESSAGE_ID` where the message's id will stand. */
  messages: PlannedMessage[];
  /** What the create call will say, so far as the form is filled in: that of the first recipient. */
  first: OutgoingMessage;
  /** What Twilio would refuse; nothing is to be sent while there is any. */
  faults: SendFault[];
};

export const EXAMPLE_MESSAGE_ID = "msg_00000000000000000000000000";

/** How many recipients one form takes. */
export const MAX_RECIPIENTS = 200;

/**
 * What a filled-in form would send, and what keeps it from being sent; the same in the browser and on the server.
 * Lines that are no number are left out, a number that comes again is sent to once. Never throws.
 */
export function planSend(request: SendRequest, circumstances: SendPlanCircumstances): SendPlan {
  const { defaultCountry } = request;
  const recipients = parseRecipients(request.to, { defaultCountry });
  const shared = toSharedPart(request, circumstances);
  const messages = recipients.flatMap(({ e164, sameAsLine, line, country }) =>
    e164 === null || sameAsLine !== null
      ? []
      : [{ ...shared, to: toTwilioAddress(request.channel, e164), line, country }],
  );
  const first = messages[0] ?? { ...shared, to: "" };
  const asked = messages.length > 0 ? messages : [first];
  const own = [
    ...faultsOfRecipients(recipients, messages.length),
    ...faultsOfGuard(messages, circumstances),
    ...faultsOfForm(request, shared, circumstances),
  ];
  const faults = [
    ...own,
    ...asked
      .flatMap((message) => faultsOfMessage(message, circumstances))
      .filter((fault) => !isSaidBetter(fault, own)),
  ];
  return { recipients, messages, first, faults: withoutRepetitions(faults) };
}

function toSharedPart(
  request: SendRequest,
  circumstances: SendPlanCircumstances,
): Omit<OutgoingMessage, "to"> {
  const isByNumber = request.sender === "number";
  const isTemplate = request.content === "template";
  const variables = request.contentVariables.filter(({ name }) => name !== "");
  const media = request.mediaUrls.filter((url) => url !== "");
  return {
    from: isByNumber ? toSenderAddress(request.channel, request.from) || null : null,
    messagingServiceSid: isByNumber ? null : request.messagingServiceSid || null,
    body: isTemplate ? null : request.body || null,
    mediaUrls: request.channel === "sms" ? [] : media,
    contentSid: isTemplate ? request.contentSid || null : null,
    contentVariables:
      isTemplate && variables.length > 0
        ? Object.fromEntries(variables.map(({ name, value }) => [name, value]))
        : null,
    statusCallback: carriesCallback(request) ? exampleCallback(circumstances) : null,
    sendAt: request.sendAt === null ? null : new Date(request.sendAt),
    validityPeriodSeconds: request.validityPeriodSeconds,
    isSmartEncoded: request.isSmartEncoded && !isTemplate,
  };
}

/** Whether the message itself names the address to call. Without a service nothing else can. */
export function carriesCallback({ sender, callback }: Pick<SendRequest, "sender" | "callback">) {
  return sender === "number" || callback === "message";
}

function exampleCallback(circumstances: SendPlanCircumstances): string | null {
  const { publicBaseUrl, callbackPath, callbackOverrides } = circumstances;
  if (publicBaseUrl === null) return null;
  return buildStatusCallbackUrl({
    publicBaseUrl,
    path: callbackPath,
    messageId: EXAMPLE_MESSAGE_ID,
    overrides: callbackOverrides,
  });
}

function faultsOfRecipients(recipients: readonly RecipientRow[], count: number): SendFault[] {
  const [first] = recipients;
  if (count > MAX_RECIPIENTS) {
    const message = `${count} recipients are too many for one form, which takes ${MAX_RECIPIENTS}.`;
    return [{ field: "to", message, code: 21653 }];
  }
  if (count > 0 || !first) return [];
  const message =
    recipients.length === 1
      ? `${first.text}: ${first.reason}.`
      : "None of these lines is a number that can be written to.";
  return [{ field: "to", message, code: 21211 }];
}

/** Whether a number, with or without a channel prefix, begins like one of the allowed ones. */
export function isAllowedRecipient(to: string, allowedPrefixes: readonly string[]): boolean {
  const number = to.replace(/^[a-z]+:/, "");
  return (
    allowedPrefixes.length === 0 || allowedPrefixes.some((prefix) => number.startsWith(prefix))
  );
}

function faultsOfGuard(
  messages: readonly PlannedMessage[],
  { allowedPrefixes }: SendPlanCircumstances,
): SendFault[] {
  const kept = messages.filter(({ to }) => !isAllowedRecipient(to, allowedPrefixes));
  if (kept.length === 0) return [];
  const lines = kept.map(({ line }) => line).join(", ");
  const message = `Line ${lines}: this Milepost may send only to numbers that begin with ${allowedPrefixes.join(", ")}.`;
  return [{ field: "to", message, code: 21408 }];
}

function faultsOfMessage(
  message: OutgoingMessage,
  { now, live }: SendPlanCircumstances,
): SendFault[] {
  return findSendFaults(
    {
      to: message.to,
      from: message.from ?? undefined,
      messagingServiceSid: message.messagingServiceSid ?? undefined,
      body: message.body ?? undefined,
      mediaUrls: message.mediaUrls,
      contentSid: message.contentSid ?? undefined,
      contentVariables: message.contentVariables
        ? JSON.stringify(message.contentVariables)
        : undefined,
      scheduleType: message.sendAt ? "fixed" : undefined,
      sendAt: message.sendAt ?? undefined,
      validityPeriodSeconds: message.validityPeriodSeconds ?? undefined,
      statusCallback: message.statusCallback ?? undefined,
    },
    { now, live },
  );
}

/** What the form asks for and Twilio would not notice. */
function faultsOfForm(
  request: SendRequest,
  shared: Omit<OutgoingMessage, "to">,
  { publicBaseUrl }: SendPlanCircumstances,
): SendFault[] {
  const faults: SendFault[] = [];
  if (carriesCallback(request) && publicBaseUrl === null) {
    const message =
      "PUBLIC_BASE_URL is not set, so there is no address to give to Twilio. Set it, or rely on a Messaging Service's own callback.";
    faults.push({ field: "statusCallback", message, code: 21609 });
  }
  if (request.channel === "mms" && shared.mediaUrls.length === 0) {
    const message = "An MMS carries media: add a URL, or choose SMS.";
    faults.push({ field: "mediaUrl", message, code: 21620 });
  }
  if (request.content === "template" && !shared.contentSid) {
    faults.push({ field: "contentSid", message: "Give the template's SID.", code: 21655 });
  }
  return faults;
}

/** A form's own sentence about a missing part stands at the field that is in view. */
function isSaidBetter(fault: SendFault, own: readonly SendFault[]): boolean {
  const isAboutContent = fault.code === 21602;
  return own.some(
    ({ field }) =>
      (field === "to" && fault.field === "to") ||
      (isAboutContent && (field === "mediaUrl" || field === "contentSid")),
  );
}

function withoutRepetitions(faults: readonly SendFault[]): SendFault[] {
  const seen = new Set<string>();
  return faults.filter(({ field, message }) => {
    const key = `${field} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

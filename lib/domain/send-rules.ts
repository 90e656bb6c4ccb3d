import { checkCallbackUrl } from "./callback-url";
import type { SendField } from "./error-codes/error-kind";
import { countCharacters, maxBodyCharacters } from "./message-body";
import { parseTwilioAddress, type TwilioAddress } from "./phone-address";

/** What is about to be sent, in Twilio's own terms; an empty text counts as absent. */
export type SendDraft = {
  /** With its channel prefix: `+1…`, `whatsapp:+1…`. */
  to: string;
  from?: string;
  messagingServiceSid?: string;
  body?: string;
  mediaUrls?: readonly string[];
  contentSid?: string;
  /** JSON text. */
  contentVariables?: string;
  scheduleType?: string;
  sendAt?: Date;
  validityPeriodSeconds?: number;
  statusCallback?: string;
};

export type SendFault = {
  field: SendField;
  message: string;
  /** The error code that Twilio would answer with. */
  code: number;
};

export type SendCircumstances = {
  now: Date;
  /** The real Twilio is in use, so callback URLs have to be public. */
  live: boolean;
};

export const maxMediaUrls = 10;
export const maxValidityPeriodSeconds = 36_000;
export const minScheduleLeadSeconds = 300;
export const maxScheduleLeadSeconds = 35 * 24 * 60 * 60;

/**
 * Everything Twilio documents that it would refuse `draft` for and that can be told without asking
 * it, in the order of the form; empty when nothing is. Never throws.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource and
 * the page of each code, https://www.twilio.com/docs/api/errors
 */
export function findSendFaults(draft: SendDraft, { now, live }: SendCircumstances): SendFault[] {
  return [
    ...faultsOfRecipient(draft),
    ...faultsOfSender(draft),
    ...faultsOfPair(draft),
    ...faultsOfContent(draft),
    ...faultsOfMedia(draft),
    ...faultsOfTemplate(draft),
    ...faultsOfTiming(draft, now),
    ...faultsOfCallback(draft, live),
  ];
}

function faultsOfRecipient({ to }: SendDraft): SendFault[] {
  const fault = (code: number, message: string) => [{ field: "to" as const, message, code }];
  if (!to) return fault(21604, "Say who gets the message.");
  const address = parseTwilioAddress(to);
  if (address.kind === "short_code") return fault(21265, "A short code cannot be written to.");
  const isPhoneChannel = ["sms", "whatsapp", "rcs"].includes(address.channel);
  if (address.isPossible && (address.kind === "phone" || !isPhoneChannel)) return [];
  return fault(21211, "Write the number as + and country code, such as +14155550137.");
}

function faultsOfSender(draft: SendDraft): SendFault[] {
  const faults: SendFault[] = [];
  const { from, messagingServiceSid } = draft;
  if (!from && !messagingServiceSid) {
    const message = "Choose a From number or a Messaging Service.";
    faults.push({ field: "from", message, code: 21603 });
  }
  if (messagingServiceSid && !isSid("MG", messagingServiceSid)) {
    const message = "A Messaging Service SID is MG and 32 hexadecimal digits.";
    faults.push({ field: "messagingServiceSid", message, code: 21705 });
  }
  if (from && !isSender(parseTwilioAddress(from))) {
    const message =
      "From is a number written with + and country code, a short code, or a name of at most 11 letters and digits with one letter.";
    faults.push({ field: "from", message, code: 21212 });
  }
  return faults;
}

function isSender({ isPossible, channel, kind }: TwilioAddress): boolean {
  return isPossible && (channel !== "whatsapp" || kind === "phone");
}

/** What To and From, each fine alone, cannot do together. */
function faultsOfPair(draft: SendDraft): SendFault[] {
  if (!draft.from || !draft.to) return [];
  const from = parseTwilioAddress(draft.from);
  const to = parseTwilioAddress(draft.to);
  const fault = (code: number, message: string) => [{ field: "from" as const, message, code }];
  if (!from.isPossible || !to.isPossible) return [];

  if (from.channel !== to.channel) {
    return fault(21910, `To is on ${channelName(to)} and From on ${channelName(from)}.`);
  }
  if (from.kind === "phone" && to.kind === "phone" && from.e164 === to.e164) {
    return fault(from.channel === "sms" ? 21266 : 63031, "To and From are the same number.");
  }
  if (from.kind === "sender_id") {
    if (draft.mediaUrls?.length) return fault(21612, "A sender name cannot send media.");
    if (to.kind === "phone" && (to.country === "US" || to.country === "CA")) {
      return fault(21612, "Numbers in the US and Canada cannot be written to from a sender name.");
    }
  }
  return [];
}

function faultsOfContent({ body, mediaUrls, contentSid }: SendDraft): SendFault[] {
  if (!body && !mediaUrls?.length && !contentSid) {
    const message = "Write a text, or add media or a content template.";
    return [{ field: "body", message, code: 21602 }];
  }
  const characters = countCharacters(body ?? "");
  if (characters <= maxBodyCharacters) return [];
  const message = `The text has ${characters} characters. Twilio takes at most 1,600.`;
  return [{ field: "body", message, code: 21617 }];
}

function faultsOfMedia({ to, mediaUrls = [], contentSid }: SendDraft): SendFault[] {
  const faults: SendFault[] = [];
  const add = (code: number, message: string) => faults.push({ field: "mediaUrl", message, code });
  if (mediaUrls.length > maxMediaUrls) {
    add(
      21623,
      `There are ${mediaUrls.length} media files. Twilio takes at most 10 with one message.`,
    );
  }
  mediaUrls.forEach((url, index) => {
    if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) {
      add(21620, `Media URL ${index + 1} must begin with https:// or http:// and a host name.`);
    }
  });
  if (mediaUrls.length > 0 && contentSid && parseTwilioAddress(to).channel !== "sms") {
    add(63030, "A template brings its own media. Remove the media or the template.");
  }
  return faults;
}

function faultsOfTemplate({ contentSid, contentVariables }: SendDraft): SendFault[] {
  const faults: SendFault[] = [];
  if (contentSid && !isSid("HX", contentSid)) {
    const message = "A content template's SID is HX and 32 hexadecimal digits.";
    faults.push({ field: "contentSid", message, code: 21655 });
  }
  if (contentVariables && !contentSid) {
    const message = "There are variables but no content template.";
    faults.push({ field: "contentSid", message, code: 21654 });
  }
  if (contentVariables && !isObjectOfTexts(contentVariables)) {
    const message =
      'Variables are a JSON object of texts, none of them empty, such as {"1":"Ada"}.';
    faults.push({ field: "contentVariables", message, code: 21656 });
  }
  return faults;
}

function faultsOfTiming(draft: SendDraft, now: Date): SendFault[] {
  const faults: SendFault[] = [];
  const { validityPeriodSeconds: validity, scheduleType, sendAt } = draft;
  if (
    validity !== undefined &&
    !(Number.isInteger(validity) && validity >= 1 && validity <= maxValidityPeriodSeconds)
  ) {
    const message = "The validity period is a whole number of seconds from 1 to 36,000.";
    faults.push({ field: "validityPeriod", message, code: 21624 });
  }
  if (!scheduleType && !sendAt) return faults;

  if (!draft.messagingServiceSid) {
    const message = "Only a Messaging Service can schedule a message.";
    faults.push({ field: "messagingServiceSid", message, code: 35118 });
  }
  if (scheduleType && scheduleType !== "fixed") {
    const message = 'The only ScheduleType is "fixed".';
    faults.push({ field: "sendAt", message, code: 35126 });
  }
  if (!sendAt) {
    faults.push({ field: "sendAt", message: "Choose when to send.", code: 35111 });
  } else if (!isInScheduleWindow(sendAt, now)) {
    const message = "The send time must be more than 5 minutes and at most 35 days ahead.";
    faults.push({ field: "sendAt", message, code: 35114 });
  }
  return faults;
}

/** Source: https://www.twilio.com/docs/api/errors/35115 */
function isInScheduleWindow(sendAt: Date, now: Date): boolean {
  const leadSeconds = (sendAt.getTime() - now.getTime()) / 1000;
  return leadSeconds > minScheduleLeadSeconds && leadSeconds <= maxScheduleLeadSeconds;
}

function faultsOfCallback({ statusCallback }: SendDraft, live: boolean): SendFault[] {
  const check = checkCallbackUrl(statusCallback ?? "", { live });
  if (!statusCallback || check.ok) return [];
  return check.problems.map(({ message }) => ({ field: "statusCallback", message, code: 21609 }));
}

function isSid(prefix: "MG" | "HX", sid: string): boolean {
  return new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(sid);
}

function isObjectOfTexts(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((text) => typeof text === "string" && text !== "")
    );
  } catch {
    return false;
  }
}

function channelName({ channel }: TwilioAddress): string {
  switch (channel) {
    case "sms":
      return "SMS";
    case "whatsapp":
      return "WhatsApp";
    case "rcs":
      return "RCS";
    case "messenger":
      return "Messenger";
    case "other":
      return "another channel";
  }
}

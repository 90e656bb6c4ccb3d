import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Account } from "./accounts";
import { apiError } from "./api-error";
import { callbackUrlProblem } from "./callback-target";
import { renderContent } from "./content-template";
import type { Channel } from "./journey";
import { numberOf, refusalFor } from "./outcome-numbers";
import { queueOf } from "./queue-limits";
import { channelOf, messageChannel, poolFor, serviceChannel } from "./senders";
import type { World } from "./world";

/** A create call that Twilio would accept. */
export type CreateRequest = {
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  channel: Channel;
  body: string;
  mediaUrls: string[];
  statusCallback: string | null;
  sendAt: number | null;
  validityPeriodSeconds: number;
  provideFeedback: boolean;
  obfuscatesAddress: boolean;
  discardsContent: boolean;
  smartEncoded: boolean;
  fallbackFrom: string | null;
};

const magicFrom = {
  invalid: "+15005550001",
  valid: "+15005550006",
  notMessageCapable: "+15005550007",
  queueFull: "+15005550008",
};

/** https://www.twilio.com/docs/iam/test-credentials#test-sms-messages-parameters-To */
const magicTo: Record<string, number> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};

const alphanumericPattern = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;
const shortCodePattern = /^\d{5,6}$/;
const minScheduleMs = 300_000;
const maxScheduleMs = 35 * 24 * 3_600_000;

/** `(415) 555-0100` → `+14155550100`; a channel prefix stays. */
export function normaliseAddress(address: string): string {
  const prefix = /^[a-z]+:/.exec(address)?.[0] ?? "";
  const rest = address.slice(prefix.length).trim();
  if (alphanumericPattern.test(rest) || prefix === "rcs:") {
    const digits = rest.replace(/[\s().-]/g, "");
    return /^\+\d+$/.test(digits) ? `${prefix}${digits}` : address.trim();
  }
  const digits = rest.replace(/[\s().-]/g, "");
  return `${prefix}${/^[2-9]\d{9}$/.test(digits) ? `+1${digits}` : digits}`;
}

/**
 * Checks a create call in Twilio's order of rules; throws the ApiError of the first broken one.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function checkCreate(
  world: World,
  account: Account,
  form: URLSearchParams,
  now: number,
): CreateRequest {
  const given = (name: string) => form.get(name) || null;
  const to = given("To") && normaliseAddress(form.get("To") ?? "");
  const from = given("From") && normaliseAddress(form.get("From") ?? "");
  const serviceSid = given("MessagingServiceSid");
  const contentSid = given("ContentSid");
  const mediaUrls = form.getAll("MediaUrl").filter((url) => url !== "");

  if (!to) throw apiError(21604);
  if (!from && !serviceSid) throw apiError(21603);
  const body = contentSid
    ? renderContent(account, contentSid, given("ContentVariables"))
    : (form.get("Body") ?? "");
  if (given("ContentVariables") && !contentSid) throw apiError(21656);
  if (body === "" && mediaUrls.length === 0 && !contentSid) throw apiError(21602);

  checkTo(world, to, from);
  const family = serviceSid
    ? checkService(account, serviceSid, to, from)
    : checkFrom(account, from as string, to);

  if (body.length > 1600) throw apiError(21617);
  if (mediaUrls.length > 10) throw apiError(21623);
  if (mediaUrls.some((url) => !/^https?:\/\/[^\s/]+/i.test(url) || !URL.canParse(url))) {
    throw apiError(21620);
  }
  const statusCallback = given("StatusCallback");
  if (statusCallback && callbackUrlProblem(statusCallback)) {
    throw apiError(21609, { url: statusCallback });
  }
  const service = serviceSid ? account.services.get(serviceSid) : undefined;
  const sender = serviceSid && !from ? serviceSid : (from ?? "");
  if (world.optOuts.has(optOutKey(account.sid, serviceSid ?? sender, to))) throw apiError(21610);
  checkQueue(world, account, from, serviceSid, now);

  return {
    to,
    from: from ?? null,
    messagingServiceSid: serviceSid,
    channel: messageChannel(family, mediaUrls.length > 0 || form.get("SendAsMms") === "true"),
    body,
    mediaUrls,
    statusCallback:
      statusCallback ?? account.applications.get(given("ApplicationSid") ?? "") ?? null,
    sendAt: checkSchedule(form, family, now),
    validityPeriodSeconds: checkValidity(form, service?.validityPeriod),
    provideFeedback: form.get("ProvideFeedback") === "true",
    obfuscatesAddress: form.get("AddressRetention") === "obfuscate",
    discardsContent: form.get("ContentRetention") === "discard",
    smartEncoded: form.get("SmartEncoded") === "true" || service?.smartEncoding === true,
    fallbackFrom: checkFallback(account, given("FallbackFrom"), serviceSid),
  };
}

export function optOutKey(accountSid: string, sender: string, recipient: string): string {
  return `${accountSid}|${sender}|${recipient}`;
}

function checkTo(world: World, to: string, from: string | null) {
  const refusal = refusalFor(to);
  if (refusal) throw apiError(refusal, { to, from: from ?? "", url: "", sid: "" });
  const magic = magicTo[to];
  if (magic) throw apiError(magic, { to, from: from ?? "" });

  if (channelOf(to) === "other") throw apiError(21211, { to });
  const number = numberOf(to);
  const phone = parsePhoneNumberFromString(number);
  if (!/^\+[1-9]\d{6,14}$/.test(number) || !phone?.isPossible()) throw apiError(21211, { to });
  if (phone.country && world.options.blockedCountries.includes(phone.country)) {
    throw apiError(21408, { to });
  }
  if (world.options.trial && !world.options.verifiedNumbers.includes(number)) {
    throw apiError(21608, { to });
  }
}

function checkFrom(account: Account, from: string, to: string): "phone" | "whatsapp" | "rcs" {
  if (from === magicFrom.invalid) throw apiError(21212, { from });
  if (from === magicFrom.notMessageCapable) throw apiError(21606, { from });
  if (from === magicFrom.queueFull) throw apiError(21611, { from });

  const channel = channelOf(from);
  if (channel === "other") throw apiError(63007);
  if (channel !== channelOf(to)) throw apiError(21910);
  if (channel !== "phone") {
    if (!account.channelSenders.has(from)) throw apiError(63007);
    return channel;
  }
  if (alphanumericPattern.test(from)) {
    if (/^\+1/.test(to)) throw apiError(21612, { to, from });
    return "phone";
  }
  const isNumber = /^\+[1-9]\d{6,14}$/.test(from) || shortCodePattern.test(from);
  if (!isNumber) throw apiError(21212, { from });
  const isOwn = account.phoneNumbers.some(({ phoneNumber }) => phoneNumber === from);
  if (!isOwn && from !== magicFrom.valid) throw apiError(21606, { from });
  return "phone";
}

function checkService(
  account: Account,
  serviceSid: string,
  to: string,
  from: string | null,
): "phone" | "whatsapp" | "rcs" {
  if (!/^MG[0-9a-fA-F]{32}$/.test(serviceSid)) throw apiError(21705, { sid: serviceSid });
  const service = account.services.get(serviceSid);
  if (!service) throw apiError(21701, { sid: serviceSid });
  if (service.senders.length === 0) throw apiError(21704);
  if (from) {
    const family = channelOf(from);
    if (family !== channelOf(to) || family === "other") throw apiError(21910);
    if (!service.senders.some(({ sender }) => sender === from)) throw apiError(21606, { from });
    return family;
  }
  const family = serviceChannel(account, serviceSid, to);
  if (poolFor(account, serviceSid, family).length === 0) throw apiError(21703);
  return family;
}

function checkFallback(account: Account, from: string | null, serviceSid: string | null) {
  if (from === null) return null;
  const fallbackFrom = normaliseAddress(from);
  if (!serviceSid || poolFor(account, serviceSid, "rcs").length === 0) {
    throw apiError(20001, {
      detail: "FallbackFrom needs a MessagingServiceSid whose sender pool has an RCS sender",
    });
  }
  const isOwn = account.phoneNumbers.some(({ phoneNumber }) => phoneNumber === fallbackFrom);
  if (!isOwn && !alphanumericPattern.test(fallbackFrom)) throw apiError(21606, { from });
  return fallbackFrom;
}

function checkValidity(form: URLSearchParams, ofService = 36_000): number {
  const text = form.get("ValidityPeriod");
  if (text === null || text === "") return ofService;
  const seconds = /^\d+$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > 36_000) throw apiError(21624, { detail: text });
  return seconds;
}

/** SendAt's window: https://www.twilio.com/docs/api/errors/35114, 35115 and 35117. */
function checkSchedule(form: URLSearchParams, family: string, now: number): number | null {
  const scheduleType = form.get("ScheduleType") || null;
  const sendAtText = form.get("SendAt") || null;
  if (scheduleType === null) return null;
  if (scheduleType !== "fixed") {
    throw apiError(20001, {
      detail: `ScheduleType ${scheduleType} is not supported`,
    });
  }
  if (!form.get("MessagingServiceSid")) throw apiError(35118);
  if (sendAtText === null) throw apiError(35111);
  if (family === "rcs") throw apiError(35126);
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(sendAtText);
  const sendAt = isIso ? Date.parse(sendAtText) : Number.NaN;
  if (Number.isNaN(sendAt)) throw apiError(35115);
  if (sendAt - now < minScheduleMs) throw apiError(35114);
  if (sendAt - now > maxScheduleMs) throw apiError(35117);
  return sendAt;
}

function checkQueue(
  world: World,
  account: Account,
  from: string | null,
  serviceSid: string | null,
  now: number,
) {
  if (!from || serviceSid) return;
  const { intervalMs, limit } = queueOf(world, account.sid, from);
  if (world.queues.length(`${account.sid}|${from}`, now, intervalMs) >= limit) {
    throw apiError(21611, { from });
  }
}

import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Account } from "./accounts";
import {
  alphanumericPattern,
  channelOf,
  normaliseAddress,
  numberOf,
  shortCodePattern,
} from "./address";
import { apiError } from "./api-error";
import { refusalFor } from "./outcome-numbers";
import { queueOf } from "./queue-limits";
import { poolFor, serviceChannel } from "./senders";
import type { World } from "./world";

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

/** Throws the error of a recipient that cannot be sent to. */
export function checkTo(world: World, to: string, from: string | null) {
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

/** The channel of a sender of the account's own; throws when it cannot send to this recipient. */
export function checkFrom(
  account: Account,
  from: string,
  to: string,
): "phone" | "whatsapp" | "rcs" {
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

/** The channel on which a service reaches this recipient; throws when it cannot. */
export function checkService(
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

export function checkFallback(account: Account, from: string | null, serviceSid: string | null) {
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

/** Throws 21611 when a sender's queue is full; a service finds out later. */
export function checkQueue(
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

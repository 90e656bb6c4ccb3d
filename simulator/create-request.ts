import type { Account } from "./accounts";
import { normaliseAddress } from "./address";
import { checkFallback, checkFrom, checkQueue, checkService, checkTo } from "./address-rules";
import { apiError } from "./api-error";
import { callbackUrlProblem } from "./callback-target";
import { renderContent } from "./content-template";
import type { Channel } from "./journey";
import { optOutKey } from "./opt-outs";
import { checkSchedule, checkValidity } from "./schedule-rules";
import { messageChannel } from "./senders";
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
  obfuscatesAddress: boolean;
  discardsContent: boolean;
  smartEncoded: boolean;
  fallbackFrom: string | null;
};

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
  if (world.optOuts.has(optOutKey(account.sid, serviceSid ?? from ?? "", to))) {
    throw apiError(21610);
  }
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
    obfuscatesAddress: form.get("AddressRetention") === "obfuscate",
    discardsContent: form.get("ContentRetention") === "discard",
    smartEncoded: form.get("SmartEncoded") === "true" || service?.smartEncoding === true,
    fallbackFrom: checkFallback(account, given("FallbackFrom"), serviceSid),
  };
}

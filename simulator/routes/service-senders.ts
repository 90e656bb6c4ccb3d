import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Account, Service, ServiceSender } from "../accounts";
import { alphanumericPattern, shortCodePattern } from "../address";
import { apiError } from "../api-error";
import { hashOf } from "../draws";
import { notFound } from "../http-exchange";
import { iso8601 } from "../message-resource";
import { pageOfMeta } from "../paging";
import { sidOf } from "../world";
import type { Route, RouteContext, RoutedRequest } from "./routes";
import { messagingOrigin, serviceOf } from "./services";

/** One kind of sender in a service's pool and the sub-resource that lists it. */
type SenderKind = {
  collection: string;
  key: string;
  prefix: string;
  /** The form parameter that adds one, and the sender it means. */
  parameter: string;
  find(account: Account, value: string): string | undefined;
  matches(sender: string): boolean;
  toResource(sender: Listed): Record<string, unknown>;
};
type Listed = { sid: string; sender: string; account: Account };

const kinds: readonly SenderKind[] = [
  {
    collection: "PhoneNumbers",
    key: "phone_numbers",
    prefix: "PN",
    parameter: "PhoneNumberSid",
    find: (account, value) => account.phoneNumbers.find(({ sid }) => sid === value)?.phoneNumber,
    matches: (sender) => sender.startsWith("+"),
    toResource: ({ sender, account }) => ({
      phone_number: sender,
      country_code: parsePhoneNumberFromString(sender)?.country ?? null,
      capabilities: account.phoneNumbers.some((own) => own.phoneNumber === sender && !own.mms)
        ? ["SMS"]
        : ["SMS", "MMS"],
    }),
  },
  {
    collection: "ShortCodes",
    key: "short_codes",
    prefix: "SC",
    parameter: "ShortCodeSid",
    find: (account, value) =>
      account.phoneNumbers.find(
        ({ phoneNumber }) => senderSid("SC", account.sid, phoneNumber) === value,
      )?.phoneNumber,
    matches: (sender) => shortCodePattern.test(sender),
    toResource: ({ sender }) => ({
      short_code: sender,
      country_code: "US",
      capabilities: ["SMS", "MMS"],
    }),
  },
  {
    collection: "AlphaSenders",
    key: "alpha_senders",
    prefix: "AI",
    parameter: "AlphaSender",
    find: (_account, value) => (alphanumericPattern.test(value) ? value : undefined),
    matches: (sender) => alphanumericPattern.test(sender),
    toResource: ({ sender }) => ({ alpha_sender: sender, capabilities: ["SMS"] }),
  },
  {
    collection: "ChannelSenders",
    key: "senders",
    prefix: "XE",
    parameter: "Sid",
    find: (account, value) =>
      [...account.channelSenders].find((sender) => senderSid("XE", account.sid, sender) === value),
    matches: (sender) => /^(whatsapp|rcs):/.test(sender),
    toResource: ({ sender }) => ({
      sender,
      sender_type: sender.startsWith("rcs:") ? "RCS" : "WhatsApp",
      country_code: parsePhoneNumberFromString(sender.replace(/^\w+:/, ""))?.country ?? null,
    }),
  },
];

/** Sender pools: https://www.twilio.com/docs/messaging/api/phonenumber-resource and siblings. */
export function serviceSenderRoutes(context: RouteContext): Route[] {
  return kinds.flatMap((kind) => kindRoutes(context, kind));
}

function kindRoutes({ world }: RouteContext, kind: SenderKind): Route[] {
  const path = `/v1/Services/{Sid}/${kind.collection}`;
  return [
    {
      path,
      handlers: {
        get(request) {
          const service = serviceOf(request);
          const senders = service.senders
            .filter(({ sender }) => kind.matches(sender))
            .map((member) => ({
              ...member,
              sid: sidOfMember(kind, request.caller, member.sender),
            }));
          return {
            status: 200,
            json: pageOfMeta(
              messagingOrigin,
              request.path,
              request.query,
              kind.key,
              senders,
              (member) => senderResource(kind, request.caller, service, member),
            ),
          };
        },
        post(request) {
          const service = serviceOf(request);
          const sender = kind.find(request.caller, request.form.get(kind.parameter) ?? "");
          if (!sender) throw apiError(20001, { detail: `${kind.parameter} is not valid` });
          if (service.senders.some((member) => member.sender === sender)) {
            throw apiError(21710, { detail: `${sender} is already in the Messaging Service` });
          }
          const member = { sender, createdAt: world.clock.now() };
          service.senders.push(member);
          return { status: 201, json: senderResource(kind, request.caller, service, member) };
        },
      },
    },
    {
      path: `${path}/{SenderSid}`,
      handlers: {
        get(request) {
          const service = serviceOf(request);
          const member = memberOf(kind, service, request);
          return { status: 200, json: senderResource(kind, request.caller, service, member) };
        },
        delete(request) {
          const service = serviceOf(request);
          const member = memberOf(kind, service, request);
          service.senders = service.senders.filter((other) => other !== member);
          return { status: 204 };
        },
      },
    },
  ];
}

function senderSid(prefix: string, accountSid: string, sender: string): string {
  return sidOf(prefix, "00000000", hashOf("sender", accountSid, sender));
}

function sidOfMember(kind: SenderKind, account: Account, sender: string): string {
  const owned = account.phoneNumbers.find(({ phoneNumber }) => phoneNumber === sender);
  return kind.prefix === "PN" && owned ? owned.sid : senderSid(kind.prefix, account.sid, sender);
}

function memberOf(kind: SenderKind, service: Service, request: RoutedRequest): ServiceSender {
  const member = service.senders.find(
    ({ sender }) =>
      kind.matches(sender) &&
      sidOfMember(kind, request.caller, sender) === request.params.SenderSid,
  );
  if (!member) throw notFound(request.path);
  return member;
}

function senderResource(
  kind: SenderKind,
  account: Account,
  service: Service,
  { sender, createdAt }: ServiceSender,
) {
  const sid = sidOfMember(kind, account, sender);
  const ofService =
    kind.collection === "ChannelSenders"
      ? { messaging_service_sid: service.sid }
      : { service_sid: service.sid };
  return {
    sid,
    account_sid: account.sid,
    ...ofService,
    date_created: iso8601(createdAt),
    date_updated: iso8601(createdAt),
    ...kind.toResource({ sid, sender, account }),
    url: `${messagingOrigin}/v1/Services/${service.sid}/${kind.collection}/${sid}`,
  };
}

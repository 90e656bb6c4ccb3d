import type { ContentOptions, PhoneNumberOptions, ResolvedOptions } from "./options";
import { defaultServices } from "./options";

export type Service = {
  sid: string;
  accountSid: string;
  friendlyName: string;
  inboundRequestUrl: string | null;
  inboundMethod: string;
  fallbackUrl: string | null;
  fallbackMethod: string;
  statusCallback: string | null;
  stickySender: boolean;
  mmsConverter: boolean;
  smartEncoding: boolean;
  scanMessageContent: string;
  fallbackToLongCode: boolean;
  areaCodeGeomatch: boolean;
  synchronousValidation: boolean;
  validityPeriod: number;
  usecase: string;
  useInboundWebhookOnNumber: boolean;
  senders: ServiceSender[];
  createdAt: number;
  updatedAt: number;
};
export type ServiceSender = { sender: string; createdAt: number };

export type PhoneNumber = PhoneNumberOptions & {
  sid: string;
  createdAt: number;
};

export type Content = ContentOptions & { createdAt: number; updatedAt: number };

export type Account = {
  sid: string;
  authToken: string;
  friendlyName: string;
  parentSid: string | null;
  apiKeys: Map<string, string>;
  phoneNumbers: PhoneNumber[];
  channelSenders: Set<string>;
  services: Map<string, Service>;
  contents: Map<string, Content>;
  applications: Map<string, string>;
};

export function newService(
  accountSid: string,
  now: number,
  given: Pick<Service, "sid" | "friendlyName"> & Partial<Service>,
): Service {
  return {
    accountSid,
    inboundRequestUrl: null,
    inboundMethod: "POST",
    fallbackUrl: null,
    fallbackMethod: "POST",
    statusCallback: null,
    stickySender: true,
    mmsConverter: true,
    smartEncoding: true,
    scanMessageContent: "inherit",
    fallbackToLongCode: true,
    areaCodeGeomatch: true,
    synchronousValidation: false,
    validityPeriod: 36_000,
    usecase: "undeclared",
    useInboundWebhookOnNumber: false,
    senders: [],
    createdAt: now,
    updatedAt: now,
    ...given,
  };
}

/** The account and its subaccounts as configured, by SID. */
export function createAccounts(
  options: ResolvedOptions,
  now: number,
  sidFor: (prefix: string, name: string) => string,
): Map<string, Account> {
  const main = {
    sid: options.accountSid,
    authToken: options.authToken,
    friendlyName: options.friendlyName,
    apiKeys: options.apiKeys,
    phoneNumbers: options.phoneNumbers,
    channelSenders: options.channelSenders,
    services:
      options.services ??
      defaultServices(
        [...options.phoneNumbers.map(({ phoneNumber }) => phoneNumber), ...options.channelSenders],
        options.serviceStatusCallback,
      ),
    contents: options.contents,
    applications: options.applications,
  };
  const accounts = new Map<string, Account>();
  for (const given of [main, ...options.subaccounts]) {
    const services = given.services.map(({ sid, senders, statusCallback, ...rest }) =>
      newService(given.sid, now, {
        sid,
        ...rest,
        statusCallback: statusCallback ?? null,
        senders: senders.map((sender) => ({ sender, createdAt: now })),
      }),
    );
    accounts.set(given.sid, {
      sid: given.sid,
      authToken: given.authToken,
      friendlyName: given.friendlyName,
      parentSid: given === main ? null : main.sid,
      apiKeys: new Map(given.apiKeys.map(({ sid, secret }) => [sid, secret])),
      phoneNumbers: given.phoneNumbers.map((number) => ({
        ...number,
        sid: sidFor("PN", `${given.sid}:${number.phoneNumber}`),
        createdAt: now,
      })),
      channelSenders: new Set(given.channelSenders),
      services: new Map(services.map((service) => [service.sid, service])),
      contents: new Map(
        given.contents.map((content) => [
          content.sid,
          { ...content, createdAt: now, updatedAt: now },
        ]),
      ),
      applications: new Map(
        given.applications.map(({ sid, messageStatusCallback }) => [sid, messageStatusCallback]),
      ),
    });
  }
  return accounts;
}

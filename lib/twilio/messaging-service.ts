import "server-only";
import type { TwilioClient } from "./rest-client";

/** What Milepost reads of Twilio's Messaging Service resource. */
export type MessagingServiceResource = {
  sid: string;
  friendlyName: string;
  statusCallback: string | null;
  isSmartEncoding: boolean;
  validityPeriodSeconds: number;
};

/**
 * The account's Messaging Services, at most `limit`. Throws the helper library's errors.
 * https://www.twilio.com/docs/messaging/api/service-resource
 */
export async function listMessagingServiceResources(
  client: TwilioClient,
  limit: number,
): Promise<MessagingServiceResource[]> {
  const services = await client.messaging.v1.services.list({ limit });
  return services.map((service) => ({
    sid: service.sid,
    friendlyName: service.friendlyName,
    statusCallback: service.statusCallback || null,
    isSmartEncoding: service.smartEncoding,
    validityPeriodSeconds: service.validityPeriod,
  }));
}

/**
 * The sender pool of one service, channel prefixes included, at most `limit` of each kind. Throws the helper
 * library's errors.
 * https://www.twilio.com/docs/messaging/api/phonenumber-resource
 */
export async function listServiceSenders(
  client: TwilioClient,
  serviceSid: string,
  limit: number,
): Promise<string[]> {
  const service = client.messaging.v1.services(serviceSid);
  const [numbers, shortCodes, names, channels] = await Promise.all([
    service.phoneNumbers.list({ limit }),
    service.shortCodes.list({ limit }),
    service.alphaSenders.list({ limit }),
    service.channelSenders.list({ limit }),
  ]);
  return [
    ...numbers.map(({ phoneNumber }) => phoneNumber),
    ...shortCodes.map(({ shortCode }) => shortCode),
    ...names.map(({ alphaSender }) => alphaSender),
    ...channels.map(({ sender }) => sender),
  ];
}

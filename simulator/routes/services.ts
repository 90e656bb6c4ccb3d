import type { Service } from "../accounts";
import { notFound } from "../http-exchange";
import { iso8601 } from "../message-resource";
import { pageOfMeta } from "../paging";
import type { Route, RouteContext, RoutedRequest } from "./routes";

const origin = "https://messaging.twilio.com";

/** https://www.twilio.com/docs/messaging/api/service-resource */
export function serviceRoutes(_context: RouteContext): Route[] {
  return [
    {
      path: "/v1/Services",
      handlers: {
        get: ({ caller, path, query }) => ({
          status: 200,
          json: pageOfMeta(
            origin,
            path,
            query,
            "services",
            [...caller.services.values()],
            serviceResource,
          ),
        }),
      },
    },
    {
      path: "/v1/Services/{Sid}",
      handlers: {
        get: (request) => ({
          status: 200,
          json: serviceResource(serviceOf(request)),
        }),
      },
    },
  ];
}

function serviceOf({ caller, params, path }: RoutedRequest): Service {
  const service = caller.services.get(params.Sid ?? "");
  if (!service) throw notFound(path);
  return service;
}

export function serviceResource(service: Service) {
  const url = `${origin}/v1/Services/${service.sid}`;
  return {
    account_sid: service.accountSid,
    sid: service.sid,
    date_created: iso8601(service.createdAt),
    date_updated: iso8601(service.updatedAt),
    friendly_name: service.friendlyName,
    inbound_request_url: service.inboundRequestUrl,
    inbound_method: service.inboundMethod,
    fallback_url: service.fallbackUrl,
    fallback_method: service.fallbackMethod,
    status_callback: service.statusCallback,
    sticky_sender: service.stickySender,
    mms_converter: service.mmsConverter,
    smart_encoding: service.smartEncoding,
    fallback_to_long_code: service.fallbackToLongCode,
    scan_message_content: service.scanMessageContent,
    area_code_geomatch: service.areaCodeGeomatch,
    validity_period: service.validityPeriod,
    synchronous_validation: service.synchronousValidation,
    usecase: service.usecase,
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: service.useInboundWebhookOnNumber,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
      messages: `${url}/Messages`,
      us_app_to_person: `${url}/Compliance/Usa2p`,
      us_app_to_person_usecases: `${url}/Compliance/Usa2p/Usecases`,
      channel_senders: `${url}/ChannelSenders`,
      destination_alpha_senders: `${url}/DestinationAlphaSenders`,
    },
    url,
  };
}

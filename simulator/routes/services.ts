import { newService, type Service } from "../accounts";
import { apiError } from "../api-error";
import { callbackUrlProblem } from "../callback-target";
import { hashOf } from "../draws";
import { notFound } from "../http-exchange";
import { iso8601 } from "../message-resource";
import { pageOfMeta } from "../paging";
import { sidOf } from "../world";
import type { Route, RouteContext, RoutedRequest } from "./routes";

export const messagingOrigin = "https://messaging.twilio.com";

/** https://www.twilio.com/docs/messaging/api/service-resource */
export function serviceRoutes({ world }: RouteContext): Route[] {
  return [
    {
      path: "/v1/Services",
      handlers: {
        get: ({ caller, path, query }) => ({
          status: 200,
          json: pageOfMeta(
            messagingOrigin,
            path,
            query,
            "services",
            [...caller.services.values()],
            serviceResource,
          ),
        }),
        post({ caller, form }) {
          const friendlyName = form.get("FriendlyName");
          if (!friendlyName) {
            throw apiError(20001, { detail: "Missing required parameter FriendlyName" });
          }
          const sid = sidOf(
            "MG",
            world.runId,
            hashOf(caller.sid, String(caller.services.size), friendlyName),
          );
          const service = newService(caller.sid, world.clock.now(), {
            sid,
            friendlyName,
            ...readFields(form),
          });
          caller.services.set(sid, service);
          return { status: 201, json: serviceResource(service) };
        },
      },
    },
    {
      path: "/v1/Services/{Sid}",
      handlers: {
        get: (request) => ({ status: 200, json: serviceResource(serviceOf(request)) }),
        post(request) {
          const service = serviceOf(request);
          Object.assign(service, readFields(request.form), { updatedAt: world.clock.now() });
          return { status: 200, json: serviceResource(service) };
        },
        delete(request) {
          request.caller.services.delete(serviceOf(request).sid);
          return { status: 204 };
        },
      },
    },
  ];
}

export function serviceOf({ caller, params, path }: RoutedRequest): Service {
  const service = caller.services.get(params.Sid ?? "");
  if (!service) throw notFound(path);
  return service;
}

type Fields = Partial<Service>;

/** The fields a form names; an empty URL clears it. */
function readFields(form: URLSearchParams): Fields {
  const fields: Fields = {};
  const invalid = (name: string) => apiError(20001, { detail: `${name} is not valid` });
  const text = (name: string, set: (value: string) => void) => {
    const value = form.get(name);
    if (value !== null) set(value);
  };
  const url = (name: string, set: (value: string | null) => void) =>
    text(name, (value) => {
      if (value !== "" && callbackUrlProblem(value)) throw invalid(name);
      set(value === "" ? null : value);
    });
  const oneOf = (name: string, words: readonly string[], set: (value: string) => void) =>
    text(name, (value) => {
      if (!words.includes(value)) throw invalid(name);
      set(value);
    });
  const flag = (name: string, set: (value: boolean) => void) =>
    oneOf(name, ["true", "false"], (value) => set(value === "true"));

  text("FriendlyName", (value) => {
    if (value === "" || value.length > 64) throw invalid("FriendlyName");
    fields.friendlyName = value;
  });
  url("InboundRequestUrl", (value) => (fields.inboundRequestUrl = value));
  oneOf("InboundMethod", ["GET", "POST"], (value) => (fields.inboundMethod = value));
  url("FallbackUrl", (value) => (fields.fallbackUrl = value));
  oneOf("FallbackMethod", ["GET", "POST"], (value) => (fields.fallbackMethod = value));
  url("StatusCallback", (value) => (fields.statusCallback = value));
  flag("StickySender", (value) => (fields.stickySender = value));
  flag("MmsConverter", (value) => (fields.mmsConverter = value));
  flag("SmartEncoding", (value) => (fields.smartEncoding = value));
  oneOf("ScanMessageContent", ["inherit", "enable", "disable"], (value) => {
    fields.scanMessageContent = value;
  });
  flag("FallbackToLongCode", (value) => (fields.fallbackToLongCode = value));
  flag("AreaCodeGeomatch", (value) => (fields.areaCodeGeomatch = value));
  flag("SynchronousValidation", (value) => (fields.synchronousValidation = value));
  flag("UseInboundWebhookOnNumber", (value) => (fields.useInboundWebhookOnNumber = value));
  text("Usecase", (value) => (fields.usecase = value));
  text("ValidityPeriod", (value) => {
    const seconds = /^\d+$/.test(value) ? Number(value) : 0;
    if (seconds < 1 || seconds > 36_000) throw invalid("ValidityPeriod");
    fields.validityPeriod = seconds;
  });
  return fields;
}

function serviceResource(service: Service) {
  const url = `${messagingOrigin}/v1/Services/${service.sid}`;
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

import type { Alert } from "../alerts";
import { apiError } from "../api-error";
import { notFound } from "../http-exchange";
import { iso8601 } from "../message-resource";
import { pageOfMeta } from "../paging";
import type { Route, RouteContext } from "./routes";

const origin = "https://monitor.twilio.com";
const dayMs = 24 * 3_600_000;

/** https://www.twilio.com/docs/usage/monitor-alert */
export function alertRoutes({ world }: RouteContext): Route[] {
  return [
    {
      path: "/v1/Alerts",
      handlers: {
        get({ caller, path, query }) {
          const isWanted = alertFilter(query);
          const alerts = world.alerts
            .filter((alert) => alert.accountSid === caller.sid && isWanted(alert))
            .reverse();
          return {
            status: 200,
            json: pageOfMeta(origin, path, query, "alerts", alerts, alertResource),
          };
        },
      },
    },
    {
      path: "/v1/Alerts/{Sid}",
      handlers: {
        get({ caller, params, path }) {
          const alert = world.alerts.find(
            ({ sid, accountSid }) => sid === params.Sid && accountSid === caller.sid,
          );
          if (!alert) throw notFound(path);
          return { status: 200, json: alertInstanceResource(alert) };
        },
      },
    },
  ];
}

function alertFilter(query: URLSearchParams): (alert: Alert) => boolean {
  const logLevel = query.get("LogLevel");
  const since = instant(query.get("StartDate"), 0);
  const upTo = instant(query.get("EndDate"), dayMs - 1);
  return (alert) =>
    (logLevel === null || logLevel === "" || alert.logLevel === logLevel.toLowerCase()) &&
    (since === null || alert.generatedAt >= since) &&
    (upTo === null || alert.generatedAt <= upTo);
}

/** A time given to the second means that whole second, a day that whole day. */
function instant(text: string | null, endOfDayMs: number): number | null {
  if (text === null || text === "") return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw apiError(20001, { detail: `'${text}' is not a valid date` });
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return at + endOfDayMs;
  return endOfDayMs > 0 ? at + 999 : at;
}

function alertResource(alert: Alert) {
  return {
    account_sid: alert.accountSid,
    alert_text: alert.alertText,
    api_version: "2010-04-01",
    date_created: iso8601(alert.generatedAt),
    date_generated: iso8601(alert.generatedAt),
    date_updated: iso8601(alert.generatedAt),
    error_code: String(alert.errorCode),
    log_level: alert.logLevel,
    more_info: `https://www.twilio.com/docs/errors/${alert.errorCode}`,
    request_method: "POST",
    request_url: alert.requestUrl,
    resource_sid: alert.resourceSid,
    service_sid: alert.serviceSid,
    sid: alert.sid,
    url: `${origin}/v1/Alerts/${alert.sid}`,
  };
}

function alertInstanceResource(alert: Alert) {
  return {
    ...alertResource(alert),
    request_headers: alert.requestHeaders,
    request_variables: alert.requestVariables,
    response_body: alert.responseBody,
    response_headers: alert.responseHeaders,
  };
}

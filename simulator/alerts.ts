import type { CallbackExchange } from "./callback-client";
import { hashOf } from "./draws";
import type { LedgerCallback } from "./ledger";
import type { Message } from "./message";
import { sidOf, type World } from "./world";

/** What Twilio's Debugger keeps of a callback that failed. */
export type Alert = {
  sid: string;
  accountSid: string;
  alertText: string;
  errorCode: number;
  logLevel: string;
  generatedAt: number;
  requestUrl: string;
  requestVariables: string;
  requestHeaders: string;
  resourceSid: string;
  serviceSid: string | null;
  responseBody: string | null;
  responseHeaders: string | null;
};

/** https://www.twilio.com/docs/api/errors */
const alertMessages: Record<number, string> = {
  11200: "HTTP retrieval failure",
  11205: "HTTP connection failure",
  11210: "Invalid host name",
  11215: "Redirected too often",
  11220: "TLS handshake failed",
  11235: "Certificate not trusted",
};

/** Records that a callback got no 2xx answer on any attempt. */
export function recordAlert(
  world: World,
  message: Message,
  callback: LedgerCallback,
  requestVariables: string,
  { response, alertCode }: CallbackExchange,
): void {
  if (alertCode === null) return;
  const url = callback.url.replace(/#.*$/s, "");
  const alertText = new URLSearchParams({
    sourceComponent: "14100",
    ...(response ? { httpResponse: String(response.status) } : {}),
    url,
    ErrorCode: String(alertCode),
    LogLevel: "ERROR",
    Msg: alertMessages[alertCode] ?? "HTTP retrieval failure",
  });
  world.alerts.push({
    sid: sidOf("NO", world.runId, hashOf(message.sid, "alert", String(callback.index))),
    accountSid: message.accountSid,
    alertText: alertText.toString(),
    errorCode: alertCode,
    logLevel: "error",
    generatedAt: world.clock.now(),
    requestUrl: url,
    requestVariables,
    requestHeaders: new URLSearchParams({
      "X-Twilio-Signature": callback.signature,
      "I-Twilio-Idempotency-Token": callback.idempotencyToken,
    }).toString(),
    resourceSid: message.sid,
    serviceSid: message.messagingServiceSid,
    responseBody: response?.body ?? null,
    responseHeaders: response
      ? new URLSearchParams(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        ).toString()
      : null,
  });
}

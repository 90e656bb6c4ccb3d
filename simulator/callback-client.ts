import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallbackTarget } from "./callback-target";
import type { RetryCause } from "./connection-overrides";

type AttemptResult =
  | "answered"
  | "connection-failed"
  | "connect-timeout"
  | "read-timeout"
  | "total-timeout"
  /** A kept-alive connection that the receiver had closed; sent again at once, not a retry. */
  | "stale-connection";

export type Attempt = {
  startedAt: number;
  endedAt: number;
  result: AttemptResult;
  responseStatus: number | null;
  error: string | null;
};

export type CallbackExchange = {
  attempts: Attempt[];
  /** A 2xx answer came. */
  isAccepted: boolean;
  response: {
    status: number;
    headers: http.IncomingHttpHeaders;
    body: string;
  } | null;
  /** Twilio's code for the failure, for the Alert. */
  alertCode: number | null;
};

type CallbackRequest = {
  target: CallbackTarget;
  headers: http.OutgoingHttpHeaders;
  body: string;
  /** Spreads the body over this time. */
  slowBodyMs: number;
  retryPauseMs: number;
};

export type CallbackClient = {
  send(request: CallbackRequest): Promise<CallbackExchange>;
  close(): void;
};

type SingleResult = Attempt & {
  response: CallbackExchange["response"];
  errorCode: string | null;
};

const maxResponseBytes = 4096;

/** Sends callbacks over kept-alive sockets, with Twilio's timeouts and retry policy. */
export function createCallbackClient(maxSockets: number): CallbackClient {
  const agents = {
    http: new http.Agent({
      keepAlive: true,
      maxSockets,
      maxFreeSockets: maxSockets,
    }),
    https: new https.Agent({
      keepAlive: true,
      maxSockets,
      maxFreeSockets: maxSockets,
    }),
  };
  const open = new Set<http.ClientRequest>();
  let isClosed = false;

  function attemptOnce(
    { target, headers, body, slowBodyMs }: CallbackRequest,
    remainingMs: () => number,
    onFreshConnection: boolean,
  ): Promise<SingleResult> {
    const { connectTimeoutMs, readTimeoutMs } = target.overrides;
    return new Promise((resolve) => {
      let startedAt = Date.now();
      let timer: NodeJS.Timeout | undefined;
      let timedOut: AttemptResult | undefined;
      const agent = target.isSecure ? agents.https : agents.http;
      const request = (target.isSecure ? https : http).request({
        method: "POST",
        hostname: target.hostname,
        port: target.port ?? (target.isSecure ? 443 : 80),
        path: target.path,
        setHost: false,
        headers,
        agent: onFreshConnection ? false : agent,
        ...(target.userInfo === undefined ? {} : { auth: target.userInfo }),
      });
      open.add(request);

      const watch = (ms: number, result: AttemptResult) => {
        clearTimeout(timer);
        const totalMs = remainingMs();
        timer = setTimeout(
          () => {
            timedOut = ms < totalMs ? result : "total-timeout";
            request.destroy(new Error(timedOut));
          },
          Math.max(0, Math.min(ms, totalMs)),
        );
      };
      let isDone = false;
      const done = (
        result: AttemptResult,
        response: CallbackExchange["response"],
        error: NodeJS.ErrnoException | null,
      ) => {
        if (isDone) return;
        isDone = true;
        clearTimeout(timer);
        open.delete(request);
        resolve({
          startedAt,
          endedAt: Date.now(),
          result,
          responseStatus: response?.status ?? null,
          error: error?.message ?? null,
          errorCode: error?.code ?? null,
          response,
        });
      };

      request.on("socket", (socket) => {
        startedAt = Date.now();
        if (!socket.connecting) return watch(readTimeoutMs, "read-timeout");
        watch(connectTimeoutMs, "connect-timeout");
        socket.once(target.isSecure ? "secureConnect" : "connect", () =>
          watch(readTimeoutMs, "read-timeout"),
        );
      });
      request.on("response", (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        watch(readTimeoutMs, "read-timeout");
        incoming.on("data", (chunk: Buffer) => {
          watch(readTimeoutMs, "read-timeout");
          if (size < maxResponseBytes) chunks.push(chunk);
          size += chunk.length;
        });
        const finish = () =>
          done(
            "answered",
            {
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString("utf8").slice(0, maxResponseBytes),
            },
            null,
          );
        incoming.on("end", finish);
        incoming.on("error", finish);
        incoming.on("close", finish);
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        const isStale =
          request.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
        done(timedOut ?? (isStale ? "stale-connection" : "connection-failed"), null, error);
      });

      if (slowBodyMs > 0) void writeSlowly(request, body, slowBodyMs);
      else request.end(body);
    });
  }

  return {
    async send(request) {
      const { overrides } = request.target;
      const attempts: Attempt[] = [];
      let deadline: number | undefined;
      let retriesLeft = overrides.retryCount;
      let onFreshConnection = false;

      for (;;) {
        if (isClosed) return { attempts, isAccepted: false, response: null, alertCode: null };
        const remainingMs = () => {
          deadline ??= Date.now() + overrides.totalTimeoutMs;
          return deadline - Date.now();
        };
        const single = await attemptOnce(request, remainingMs, onFreshConnection);
        const { response, errorCode, ...attempt } = single;
        attempts.push(attempt);
        if (attempt.result === "stale-connection") {
          onFreshConnection = true;
          continue;
        }
        const isAccepted = response !== null && response.status >= 200 && response.status < 300;
        const cause = retryCause(attempt);
        const mayRetry = cause !== null && overrides.retryPolicy.has(cause) && retriesLeft > 0;
        if (isAccepted || !mayRetry || remainingMs() <= request.retryPauseMs) {
          return {
            attempts,
            isAccepted,
            response,
            alertCode: isAccepted ? null : alertCodeFor(attempt, errorCode),
          };
        }
        retriesLeft -= 1;
        await sleep(request.retryPauseMs);
      }
    },
    close() {
      isClosed = true;
      for (const request of open) request.destroy(new Error("the simulator was stopped"));
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

async function writeSlowly(request: http.ClientRequest, body: string, overMs: number) {
  const pieces = 4;
  const size = Math.ceil(body.length / pieces);
  for (let index = 0; index < pieces && !request.destroyed; index += 1) {
    request.write(body.slice(index * size, (index + 1) * size));
    await sleep(overMs / pieces);
  }
  if (!request.destroyed) request.end();
}

function retryCause({ result, responseStatus }: Attempt): RetryCause | null {
  if (result === "connection-failed" || result === "connect-timeout") return "ct";
  if (result === "read-timeout") return "rt";
  if (responseStatus !== null && responseStatus >= 500) return "5xx";
  if (responseStatus !== null && responseStatus >= 400) return "4xx";
  return null;
}

/** https://www.twilio.com/docs/api/errors, codes of the 112xx group. */
function alertCodeFor({ result, responseStatus }: Attempt, errorCode: string | null): number {
  if (result === "answered") {
    return responseStatus !== null && responseStatus >= 300 && responseStatus < 400 ? 11215 : 11200;
  }
  if (errorCode === "ENOTFOUND" || errorCode === "EAI_AGAIN") return 11210;
  if (errorCode !== null && /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS_)/.test(errorCode)) {
    return 11235;
  }
  if (errorCode === "EPROTO" || errorCode === "ERR_SSL_WRONG_VERSION_NUMBER") return 11220;
  return 11205;
}

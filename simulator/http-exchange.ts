import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, apiError } from "./api-error";

export type ApiRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The form body; empty for other bodies. */
  form: URLSearchParams;
  text: string;
  headers: IncomingMessage["headers"];
};

export type Reply = {
  status: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
  /** Cuts the line instead of answering, or half-way through the answer. */
  cut?: "before-answer" | "mid-answer";
  /** Runs when the answer is out (or the line is cut). */
  afterwards?: () => void;
};

const maxBodyBytes = 1024 * 1024;

export async function readRequest(request: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new ApiError(20001, "Request body too large", 413);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  const target = request.url ?? "/";
  const queryStart = target.indexOf("?");
  const isForm = (request.headers["content-type"] ?? "").startsWith(
    "application/x-www-form-urlencoded",
  );
  return {
    method: request.method ?? "GET",
    path: queryStart === -1 ? target : target.slice(0, queryStart),
    query: new URLSearchParams(queryStart === -1 ? "" : target.slice(queryStart)),
    form: new URLSearchParams(isForm ? text : ""),
    text,
    headers: request.headers,
  };
}

export function sendReply(response: ServerResponse, reply: Reply, startedAt: number): void {
  const done = () => reply.afterwards?.();
  if (reply.cut === "before-answer" || response.destroyed) {
    response.socket?.destroy();
    done();
    return;
  }
  const body = reply.json === undefined ? (reply.text ?? "") : JSON.stringify(reply.json);
  const hasBody = reply.status !== 204;
  response.writeHead(reply.status, {
    ...(hasBody
      ? {
          "content-type":
            reply.json === undefined ? "text/plain; charset=utf-8" : "application/json",
          "content-length": Buffer.byteLength(body),
        }
      : {}),
    "twilio-request-id": `RQ${randomBytes(16).toString("hex")}`,
    "twilio-request-duration": ((Date.now() - startedAt) / 1000).toFixed(3),
    "x-home-region": "us1",
    "x-api-domain": "api.twilio.com",
    ...reply.headers,
  });
  if (reply.cut === "mid-answer") {
    response.write(body.slice(0, Math.floor(body.length / 2)), () => {
      response.socket?.destroy();
      done();
    });
    return;
  }
  response.on("close", done);
  response.end(hasBody ? body : undefined);
}

export function errorReply(error: ApiError): Reply {
  return {
    status: error.httpStatus,
    json: JSON.parse(error.body),
    ...(error.httpStatus === 401
      ? { headers: { "www-authenticate": 'Basic realm="Twilio API"' } }
      : {}),
  };
}

export function notFound(path: string): ApiError {
  return apiError(20404, {
    detail: `The requested resource ${path} was not found`,
  });
}

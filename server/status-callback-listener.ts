import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { environment } from "@/lib/env";
import { createConcurrencyLimit } from "@/lib/http/concurrency-limit";
import { senderAddress, senderNetwork } from "@/lib/http/sender-address";
import { DOOR_LIMITS } from "@/lib/services/door-limits";
import { nowUs } from "@/lib/services/process-clock";
import type { StatusCallbackReceiver } from "@/lib/services/receive-status-callback";

export type ListenerSettings = {
  receive: StatusCallbackReceiver;
  limits?: Partial<ListenerLimits>;
  /** How many proxies in front are to be believed; those of the environment unless given. */
  trustedProxyHops?: number;
};

export type ListenerLimits = Pick<
  typeof DOOR_LIMITS,
  "maxBodyBytes" | "maxDroppedBytes" | "unverifiedPerAddress" | "unverifiedInAll"
>;

/**
 * The self-hosted door: answers status callbacks from `node:http`, in front of Next.js. It reads path and query as
 * they stand on the wire. Of one address so many requests may be under way; a verified one counts no more.
 */
export function createStatusCallbackListener(settings: ListenerSettings) {
  const limits = { ...DOOR_LIMITS, ...settings.limits };
  const { trustedProxyHops = environment().TRUSTED_PROXY_HOPS } = settings;
  const unverified = createConcurrencyLimit({
    perKey: limits.unverifiedPerAddress,
    inAll: limits.unverifiedInAll,
  });

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const receivedAtUs = nowUs();
    if (request.method !== "POST") {
      request.resume();
      return answer(response, 405, { allow: "POST" });
    }
    const remoteAddress = senderAddress(
      request.socket.remoteAddress,
      headerText(request.headers["x-forwarded-for"]),
      trustedProxyHops,
    );
    const leave = unverified.enter(senderNetwork(remoteAddress));
    if (leave === null) {
      request.resume();
      return answer(response, 503, { connection: "close" });
    }
    try {
      const body = await readBody(request, limits);
      if (body === null) return;
      const { status } = await settings.receive(
        {
          rawTarget: request.url ?? "/",
          headers: headerPairs(request.rawHeaders),
          rawBody: body.bytes,
          bodyBytes: body.bodyBytes,
          remoteAddress,
          receivedAtUs,
        },
        leave,
      );
      answer(response, status, request.complete ? {} : { connection: "close" });
    } finally {
      leave();
    }
  };
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-length": "0", ...headers });
  response.end();
}

function headerText(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : header?.join(",");
}

function headerPairs(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return pairs;
}

/**
 * The body, of one that is too long its beginning; null when the sender went away. A little beyond the limit is read
 * and dropped, since a sender who is still sending may never see the answer.
 */
function readBody(
  request: IncomingMessage,
  { maxBodyBytes, maxDroppedBytes }: Pick<ListenerLimits, "maxBodyBytes" | "maxDroppedBytes">,
): Promise<{ bytes: Uint8Array; bodyBytes: number } | null> {
  return new Promise((resolve) => {
    const announced = Number(request.headers["content-length"] ?? 0) || 0;
    const chunks: Buffer[] = [];
    let length = 0;
    let kept = 0;
    const finish = () => {
      const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, kept);
      resolve({ bytes, bodyBytes: length > kept ? Math.max(length, announced) : length });
    };
    request.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (kept < maxBodyBytes) {
        chunks.push(length > maxBodyBytes ? chunk.subarray(0, maxBodyBytes - kept) : chunk);
        kept = Math.min(length, maxBodyBytes);
      }
      if (length <= maxBodyBytes) return;
      if (Math.max(length, announced) > maxBodyBytes + maxDroppedBytes) {
        request.pause();
        finish();
      }
    });
    request.once("end", finish);
    request.once("close", () => resolve(null));
    request.once("error", () => resolve(null));
  });
}

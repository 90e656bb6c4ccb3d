import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { nowUs } from "@/lib/services/process-clock";
import {
  type CallbackAnswer,
  type CallbackRequest,
  MAX_CALLBACK_BODY_BYTES,
} from "@/lib/services/receive-status-callback";

export type ListenerSettings = {
  receive: (request: CallbackRequest) => Promise<CallbackAnswer>;
  /** Requests of one address that may be under way at once before their signature is known. */
  maxConcurrentPerAddress: number;
};

/**
 * The self-hosted door: answers status callbacks from `node:http`, in front of Next.js. It reads path and query as
 * they stand on the wire.
 */
export function createStatusCallbackListener(settings: ListenerSettings) {
  const underWay = new Map<string, number>();

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const receivedAtUs = nowUs();
    if (request.method !== "POST") {
      request.resume();
      return answer(response, 405, { allow: "POST" });
    }
    const address = request.socket.remoteAddress ?? "";
    const concurrent = underWay.get(address) ?? 0;
    if (concurrent >= settings.maxConcurrentPerAddress) {
      request.resume();
      return answer(response, 503, { connection: "close" });
    }
    underWay.set(address, concurrent + 1);
    try {
      const rawBody = await readBody(request);
      if (rawBody === "too_large") return answer(response, 413, { connection: "close" });
      if (rawBody === "cut_off") return;
      const { status } = await settings.receive({
        rawTarget: request.url ?? "/",
        headers: headerPairs(request.rawHeaders),
        rawBody,
        remoteAddress: address || null,
        receivedAtUs,
      });
      answer(response, status);
    } finally {
      const left = (underWay.get(address) ?? 1) - 1;
      if (left > 0) underWay.set(address, left);
      else underWay.delete(address);
    }
  };
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-length": "0", ...headers });
  response.end();
}

function headerPairs(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return pairs;
}

function readBody(request: IncomingMessage): Promise<Uint8Array | "too_large" | "cut_off"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > MAX_CALLBACK_BODY_BYTES) {
        request.pause();
        resolve("too_large");
        return;
      }
      chunks.push(chunk);
    });
    request.once("end", () =>
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length)),
    );
    request.once("close", () => resolve("cut_off"));
    request.once("error", () => resolve("cut_off"));
  });
}

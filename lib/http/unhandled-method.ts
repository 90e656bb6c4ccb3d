import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** What a request that asked for TRACE asks for once {@link keepTraceFromNextJs} was called. */
export const UNHANDLED_METHOD = "UNHANDLED";

/**
 * Next.js makes a `Request` of everything it is asked, which the web's standard forbids for TRACE: it would fail, and
 * answer 500, before any code of ours. A method that is merely unknown it refuses.
 */
export function keepTraceFromNextJs(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.method === "TRACE") request.method = UNHANDLED_METHOD;
  });
}

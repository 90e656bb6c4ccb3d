import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { answerClientErrors } from "./client-error";

/** What a request that asked for TRACE asks for once {@link guardNodeServers} was called. */
export const UNHANDLED_METHOD = "UNHANDLED";

/**
 * For a server that Next.js opened itself, seen at its first request: what cannot be read as HTTP gets its answer. And
 * at every server TRACE becomes a method that is merely unknown: Next.js makes a `Request` of everything it is asked,
 * which the web's standard forbids for TRACE, so that it would answer 500 before any code of ours.
 */
export function guardNodeServers(): void {
  const seen = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    if (!seen.has(server)) {
      seen.add(server);
      if (server.listenerCount("clientError") === 0) answerClientErrors(server);
    }
    if (request.method === "TRACE") request.method = UNHANDLED_METHOD;
  });
}

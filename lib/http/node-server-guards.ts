import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import { answerClientErrors } from "./client-error";

/** What a request that asked for TRACE asks for once {@link guardNodeServer} was called. */
export const UNHANDLED_METHOD = "UNHANDLED";

const REQUEST_START = "http.server.request.start";

/**
 * For the server of this process, met at its first request: Next.js opens its own and hands it to nobody. What cannot
 * be read as HTTP gets its answer, and TRACE becomes a method that is merely unknown: Next.js makes a `Request` of
 * everything it is asked, which the web's standard forbids for TRACE, so that it would answer 500 before any code of
 * ours.
 */
export function guardNodeServer(): void {
  const guard = (message: unknown) => {
    const { server } = message as { server: Server };
    // Hearing of every request this way would cost each some 30 µs.
    unsubscribe(REQUEST_START, guard);
    if (server.listenerCount("clientError") === 0) answerClientErrors(server);
    server.prependListener("request", (request) => {
      if (request.method === "TRACE") request.method = UNHANDLED_METHOD;
    });
  };
  subscribe(REQUEST_START, guard);
}

import "server-only";
import { createServer, type RequestListener, type Server } from "node:http";
import { answerClientErrors } from "@/lib/http/client-error";
import { DOOR_LIMITS } from "@/lib/services/door-limits";

export type ServerLimits = Pick<
  typeof DOOR_LIMITS,
  "maxHeaderBytes" | "headersWithinMs" | "requestWithinMs" | "checkEveryMs"
>;

/**
 * An HTTP server that answers 431 to longer headers and 408 to whoever takes too long to send, before any listener
 * hears of it.
 */
export function createBoundedServer(
  listener: RequestListener,
  limits: Partial<ServerLimits> = {},
): Server {
  const { maxHeaderBytes, headersWithinMs, requestWithinMs, checkEveryMs } = {
    ...DOOR_LIMITS,
    ...limits,
  };
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: headersWithinMs,
      requestTimeout: requestWithinMs,
      connectionsCheckingInterval: checkEveryMs,
      keepAliveTimeout: 65_000,
    },
    listener,
  );
  answerClientErrors(server);
  return server;
}

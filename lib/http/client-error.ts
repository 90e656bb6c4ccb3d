import "server-only";
import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** How long a connection stays open behind its last answer, for its sender to read it. */
const LINGER_MS = 2_000;

const STATUS_LINES: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Content Too Large",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/**
 * Answers what cannot be read as HTTP so that its sender hears it. Node.js closes the connection at once; where bytes
 * are still under way the system then resets it, and the answer is lost before it was read (RFC 9112, section 9.6).
 */
export function answerClientErrors(server: Server, { lingerMs = LINGER_MS } = {}): void {
  const underWay = new WeakMap<Duplex, ServerResponse>();
  const answered = new WeakSet<Duplex>();
  server.prependListener("request", (request, response) => {
    underWay.set(request.socket, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // What comes behind the answer cannot be read either, and is dropped.
    if (answered.has(socket)) return;
    const response = underWay.get(socket);
    const isInterrupting = response?.headersSent && !response.writableFinished;
    if (error.code === "ECONNRESET" || !socket.writable || isInterrupting) {
      socket.destroy();
      return;
    }
    answered.add(socket);
    const status = STATUS_LINES[error.code ?? ""] ?? "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    const timer = setTimeout(() => socket.destroy(), lingerMs);
    timer.unref();
    socket.once("close", () => clearTimeout(timer));
  });
}

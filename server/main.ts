import path from "node:path";
import next from "next";
import { environment } from "@/lib/env";
import { peerHeaderName } from "@/lib/http/client-address";
import { UNHANDLED_METHOD } from "@/lib/http/node-server-guards";
import { log } from "@/lib/log";
import { startJobWorker } from "@/lib/services/job-worker";
import { receiveStatusCallback } from "@/lib/services/status-callback-door";
import { isStatusCallbackPath } from "@/lib/services/status-callback-path";
import { createBoundedServer } from "./bounded-server";
import { createStatusCallbackListener } from "./status-callback-listener";

const DRAIN_MS = 5_000;

/**
 * The self-hosted server: the callback door from `node:http`, everything else through Next.js. In development the
 * door is Next.js's route handler, so that it reloads too.
 */
async function main(): Promise<void> {
  const { PORT: port, HOST: hostname } = environment();
  const dev = process.argv.includes("--dev");
  const app = next({ dev, hostname, port, dir: path.resolve(".") });
  await app.prepare();
  const handle = app.getRequestHandler();
  const peerHeader = peerHeaderName();
  const receive = createStatusCallbackListener({ receive: receiveStatusCallback });

  const server = createBoundedServer((request, response) => {
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
    if (request.method === UNHANDLED_METHOD) {
      response.writeHead(405, { allow: "GET, HEAD, POST" }).end();
      return;
    }
    const work =
      !dev && isStatusCallbackPath(request.url ?? "/")
        ? receive(request, response)
        : handle(request, response);
    work.catch((err: unknown) => {
      log.error({ err }, "A request failed");
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  });
  // For hot reload alone: where nobody listens, a request that offers an upgrade is a request like any other.
  if (dev) server.on("upgrade", app.getUpgradeHandler());

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, resolve);
  });
  process.send?.({ kind: "listening" });
  const jobs = await startJobWorker().catch((err: unknown) => {
    log.error({ err }, "Background jobs do not run in this process");
    return null;
  });

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    const force = setTimeout(() => process.exit(0), DRAIN_MS);
    force.unref();
    const hasClosed = new Promise<void>((resolve) => server.close(() => resolve()));
    void Promise.allSettled([hasClosed, jobs?.stop()]).then(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS / 2).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // The process that started this one is gone: nobody is left to stop it.
  process.once("disconnect", stop);
}

main().catch((err: unknown) => {
  log.error({ err }, "The server did not start");
  process.exit(1);
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Account } from "./accounts";
import { ApiError, apiError } from "./api-error";
import { authenticate } from "./authenticate";
import {
  type ApiRequest,
  errorReply,
  notFound,
  type Reply,
  readRequest,
  sendReply,
} from "./http-exchange";
import { waitUntilIdle } from "./idle";
import { type LedgerEntry, type LedgerSummary, summarise } from "./ledger";
import { createLifecycle } from "./lifecycle";
import { resolveOptions, type SimulatorOptions } from "./options";
import { handleControl } from "./routes/control";
import { createRoutes, matchRoute } from "./routes/routes";
import { applySettings, type Settings, type SettingsPatch, settingsPatchSchema } from "./settings";
import { createWorld, type Logger, resetWorld } from "./world";

export type { LedgerEntry } from "./ledger";
export type { SimulatorOptions } from "./options";

export type Simulator = {
  url: string;
  port: number;
  accountSid: string;
  authToken: string;
  settings(): Settings;
  applySettings(patch: SettingsPatch): Settings;
  ledger(): readonly LedgerEntry[];
  summary(): LedgerSummary;
  /** Resolves true when nothing is pending, false after `timeoutMs`. */
  settled(options?: { timeoutMs?: number; includeScheduled?: boolean }): Promise<boolean>;
  reset(): void;
  close(): Promise<void>;
};

const silent: Logger = { info() {}, warn() {} };

/**
 * Starts the simulator. Rejects with a readable Error for bad options and when it cannot listen.
 */
export async function startSimulator(
  options: SimulatorOptions & { logger?: Logger } = {},
): Promise<Simulator> {
  const { logger = silent, ...rest } = options;
  const resolved = resolveOptions(rest);
  const world = createWorld(resolved, logger);
  const lifecycle = createLifecycle(world);
  const routes = createRoutes(world, lifecycle);

  async function answerApi(api: ApiRequest, caller: Account): Promise<Reply> {
    const { openRequests } = world;
    const open = (openRequests.get(caller.sid) ?? 0) + 1;
    openRequests.set(caller.sid, open);
    let reply: Reply;
    try {
      if (open > resolved.concurrencyLimit) {
        throw apiError(20429, { detail: "Too Many Requests" });
      }
      const match = matchRoute(routes, api.path);
      if (!match) throw notFound(api.path);
      const handler = match.handlers[api.method.toLowerCase()];
      if (!handler) throw apiError(20004, { detail: "Method not allowed" });
      reply = await handler({ ...api, caller, params: match.params });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      reply = errorReply(error);
    } finally {
      openRequests.set(caller.sid, (openRequests.get(caller.sid) ?? 1) - 1);
    }
    return { ...reply, headers: { "twilio-concurrent-requests": String(open), ...reply.headers } };
  }

  async function answer(request: Parameters<typeof readRequest>[0]): Promise<Reply> {
    try {
      const api = await readRequest(request);
      if (api.path === "/simulator" || api.path.startsWith("/simulator/")) {
        return await handleControl(world, api, request.socket.remoteAddress ?? "");
      }
      return await answerApi(api, authenticate(world, api.headers.authorization));
    } catch (error) {
      if (error instanceof ApiError) return errorReply(error);
      world.log.warn(`simulator: ${error instanceof Error ? error.stack : String(error)}`);
      return errorReply(apiError(20500, { detail: "An internal server error has occurred" }));
    }
  }

  const server = createServer((request, response) => {
    const startedAt = Date.now();
    void answer(request).then((reply) => sendReply(response, reply, startedAt));
  });
  server.keepAliveTimeout = 65_000;

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new Error(
          `The simulator cannot listen on ${resolved.host}:${resolved.port}: ${error.message}`,
        ),
      ),
    );
    server.listen(resolved.port, resolved.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hostname = resolved.host.includes(":") ? `[${resolved.host}]` : resolved.host;
  const url = `http://${hostname === "0.0.0.0" ? "127.0.0.1" : hostname}:${port}`;
  world.log.info(`simulator listening on ${url}`);

  return {
    url,
    port,
    accountSid: resolved.accountSid,
    authToken: resolved.authToken,
    settings: () => world.settings,
    applySettings(patch) {
      world.settings = applySettings(world.settings, settingsPatchSchema.parse(patch));
      return world.settings;
    },
    ledger: () => world.ledger.entries,
    summary: () => summarise(world.ledger),
    settled: (wait) => waitUntilIdle(world, wait),
    reset: () => resetWorld(world),
    async close() {
      world.clock.stop();
      world.client.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

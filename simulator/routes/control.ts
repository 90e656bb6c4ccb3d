import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { ApiError } from "../api-error";
import type { ApiRequest, Reply } from "../http-exchange";
import { waitUntilIdle } from "../idle";
import { summarise } from "../ledger";
import { inboundTextSchema, receiveInboundText } from "../opt-outs";
import { outcomeNumbers } from "../outcome-numbers";
import { applySettings, presets, settingsPatchSchema } from "../settings";
import { isIdle, resetWorld, type World } from "../world";

type ControlHandler = (world: World, request: ApiRequest) => Reply | Promise<Reply>;

const problem = (status: number, message: string): Reply => ({ status, json: { message } });

const ledgerQuerySchema = z.object({
  after: z.coerce.number().int().min(-1).default(-1),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});
const idleQuerySchema = z.object({
  timeoutMs: z.coerce.number().int().min(0).max(600_000).default(0),
  includeScheduled: z.enum(["true", "false"]).default("false"),
});

const handlers: Record<string, ControlHandler> = {
  "GET /simulator/settings": (world) => ({ status: 200, json: world.settings }),
  "PUT /simulator/settings": (world, { text }) => {
    world.settings = applySettings(world.settings, settingsPatchSchema.parse(JSON.parse(text)));
    return { status: 200, json: world.settings };
  },
  "GET /simulator/presets": () => ({ status: 200, json: presets }),
  "GET /simulator/outcome-numbers": () => ({
    status: 200,
    json: outcomeNumbers.map(({ number, does }) => ({ number, does })),
  }),
  "GET /simulator/summary": (world) => ({
    status: 200,
    json: { ...state(world), ...summarise(world.ledger), alerts: world.alerts.length },
  }),
  "GET /simulator/ledger": (world, { query }) => {
    const { after, limit } = ledgerQuerySchema.parse(Object.fromEntries(query));
    const entries = world.ledger.entries.slice(after + 1, after + 1 + limit);
    const last = after + entries.length;
    const hasMore = last + 1 < world.ledger.entries.length;
    return { status: 200, json: { entries, nextAfter: hasMore ? last : null } };
  },
  "GET /simulator/refused": (world) => ({ status: 200, json: { refused: world.ledger.refused } }),
  "GET /simulator/idle": async (world, { query }) => {
    const { timeoutMs, includeScheduled } = idleQuerySchema.parse(Object.fromEntries(query));
    const wait = { timeoutMs, includeScheduled: includeScheduled === "true" };
    const idle = await waitUntilIdle(world, wait);
    return { status: 200, json: { ...state(world), idle } };
  },
  "POST /simulator/inbound-stop": (world, { text }) => {
    const inbound = inboundTextSchema.parse(JSON.parse(text));
    const concerned = receiveInboundText(world, inbound);
    if (!concerned) return problem(404, "There is no such account, or it has no such sender.");
    return { status: 200, json: { from: inbound.from, body: inbound.body, concerned } };
  },
  "POST /simulator/reset": (world) => {
    resetWorld(world);
    return { status: 200, json: state(world) };
  },
};

/** The control API, `/simulator/…`: for tests and drills, no part of Twilio. */
export async function handleControl(
  world: World,
  request: ApiRequest,
  remoteAddress: string,
): Promise<Reply> {
  if (!mayControl(world, request, remoteAddress)) {
    return problem(401, "The control API needs its bearer token, or a request from loopback.");
  }
  const name = `${request.method} ${request.path}`;
  const sid = /^GET \/simulator\/ledger\/(\w+)$/.exec(name)?.[1];
  if (sid) {
    const entry = world.ledger.bySid.get(sid);
    return entry ? { status: 200, json: entry } : problem(404, `There is no message ${sid}.`);
  }
  const handler = handlers[name];
  if (!handler) return problem(404, `There is no ${name}.`);
  try {
    return await handler(world, request);
  } catch (error) {
    if (error instanceof z.ZodError) return problem(400, z.prettifyError(error));
    if (error instanceof SyntaxError) return problem(400, "The body must be JSON.");
    if (error instanceof ApiError) return problem(error.httpStatus, error.message);
    throw error;
  }
}

function state(world: World) {
  const { creates, steps, callbacks, scheduled } = world.pending;
  return {
    runId: world.runId,
    idle: isIdle(world.pending),
    pending: { creates, steps, callbacks, scheduled },
  };
}

function mayControl(world: World, { headers }: ApiRequest, remoteAddress: string): boolean {
  const token = world.options.controlToken;
  if (token === undefined) {
    const isLoopback = /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
    return isLoopback && isOwnOrigin(headers.origin, headers.host);
  }
  const given = Buffer.from(/^Bearer\s+(.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "");
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Pages of other sites, open in a browser on this machine, are kept out. */
function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin === `http://${host}`;
}

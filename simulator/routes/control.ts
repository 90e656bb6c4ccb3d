import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { ApiRequest, Reply } from "../http-exchange";
import { waitUntilIdle } from "../idle";
import { summarise } from "../ledger";
import { applySettings, settingsPatchSchema } from "../settings";
import { isIdle, resetWorld, type World } from "../world";

const problem = (status: number, message: string): Reply => ({
  status,
  json: { message },
});

/** The control API, `/simulator/…`: for tests and drills, no part of Twilio. */
export async function handleControl(
  world: World,
  request: ApiRequest,
  remoteAddress: string,
): Promise<Reply> {
  if (!mayControl(world, request, remoteAddress)) {
    return problem(401, "The control API needs its bearer token, or a request from loopback.");
  }
  const { method, path, query } = request;
  switch (`${method} ${path.replace(/^\/simulator/, "")}`) {
    case "GET /settings":
      return { status: 200, json: world.settings };
    case "PUT /settings":
      return putSettings(world, request.text);
    case "GET /summary":
      return {
        status: 200,
        json: { ...state(world), ...summarise(world.ledger) },
      };
    case "GET /ledger": {
      const after = Number(query.get("after") ?? -1);
      const limit = Math.min(Number(query.get("limit") ?? 1000), 10_000);
      const entries = world.ledger.entries.slice(after + 1, after + 1 + limit);
      const last = entries.at(-1)?.ordinal ?? after;
      const hasMore = last + 1 < world.ledger.entries.length;
      return {
        status: 200,
        json: {
          entries,
          refused: world.ledger.refused,
          nextAfter: hasMore ? last : null,
        },
      };
    }
    case "GET /idle": {
      const timeoutMs = Math.min(Number(query.get("timeoutMs") ?? 0), 600_000);
      const includeScheduled = query.get("includeScheduled") === "true";
      const idle = await waitUntilIdle(world, { timeoutMs, includeScheduled });
      return { status: 200, json: { ...state(world), idle } };
    }
    case "POST /reset":
      resetWorld(world);
      return { status: 200, json: state(world) };
    default:
      return findEntry(world, method, path) ?? problem(404, `There is no ${method} ${path}.`);
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

function findEntry(world: World, method: string, path: string): Reply | undefined {
  const sid = /^\/simulator\/ledger\/(\w+)$/.exec(path)?.[1];
  const entry = method === "GET" && sid ? world.messages.get(sid)?.ledger : undefined;
  return entry && { status: 200, json: entry };
}

function putSettings(world: World, text: string): Reply {
  try {
    world.settings = applySettings(world.settings, settingsPatchSchema.parse(JSON.parse(text)));
    return { status: 200, json: world.settings };
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : "The body must be JSON.";
    return problem(400, message);
  }
}

function mayControl(world: World, { headers }: ApiRequest, remoteAddress: string): boolean {
  const token = world.options.controlToken;
  if (token === undefined) return /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
  const given = Buffer.from(/^Bearer\s+(.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "");
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

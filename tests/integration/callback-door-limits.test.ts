import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/twilio/message-status/route";
import { peerHeaderName } from "@/lib/http/client-address";
import { DOOR_LIMITS } from "@/lib/services/door-limits";
import { QUARANTINE_LIMITS } from "@/lib/services/quarantine-callback";
import {
  type CallbackRequest,
  createStatusCallbackReceiver,
} from "@/lib/services/receive-status-callback";
import {
  callbackTrustOf,
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { exchangeRaw } from "../../scripts/drill/raw-exchange";
import { createBoundedServer, type ServerLimits } from "../../server/bounded-server";
import {
  createStatusCallbackListener,
  type ListenerSettings,
} from "../../server/status-callback-listener";
import { freshSid } from "../support/status-event-factory";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import {
  BASE_URL,
  callbackForm,
  callbackRequest,
  DOOR_PATH,
  doorEnvironment,
} from "./callback-door-fixture";

let database: TestDatabase;
let door: StatusCallbackDoor;
beforeAll(async () => {
  database = await createTestDatabase();
  door = createStatusCallbackDoor(database.db, doorEnvironment);
  // The route handler answers through the process's own door.
  Object.assign(globalThis, { milepostDoor: door });
});
afterAll(() => database.drop());

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real listener with the limits of a test; answers its port. */
async function listen(
  limits: Partial<ServerLimits> &
    ListenerSettings["limits"] &
    Pick<ListenerSettings, "trustedProxyHops"> = {},
  receive: ListenerSettings["receive"] = door.receive,
): Promise<number> {
  const { trustedProxyHops = 0, ...rest } = limits;
  const listener = createStatusCallbackListener({ receive, limits: rest, trustedProxyHops });
  const server = createBoundedServer(
    (request, response) => void listener(request, response),
    limits,
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** The bytes of a request; `length` other than the body's makes it one that is never sent whole. */
function bytesOf(request: CallbackRequest, { length = request.rawBody.byteLength } = {}): Buffer {
  const lines = [
    `POST ${request.rawTarget} HTTP/1.1`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), request.rawBody]);
}

function send(port: number, parts: Uint8Array[], options: { localAddress?: string } = {}) {
  return exchangeRaw({ port, parts, timeoutMs: 20_000, ...options });
}

async function rowsOf(sid: string) {
  await door.idle();
  const [events, refused] = [
    await database.query(
      "SELECT 1 FROM status_events e JOIN messages m ON m.id = e.message_id WHERE m.sid = $1",
      [sid],
    ),
    await database.query<{ reason: string; body_bytes: number; kept: number }>(
      "SELECT reason, body_bytes, length(raw_body) AS kept FROM refused_callbacks WHERE claimed_sid = $1 OR raw_body LIKE $2",
      [sid, Buffer.from(`MessageSid=${sid}%`)],
    ),
  ];
  return { events: events.length, refused };
}

describe("in size:", () => {
  test("headers above 16 KB are answered 431, and nobody hears of them", async () => {
    const port = await listen();
    const sid = freshSid();
    const request = callbackRequest({
      form: callbackForm({ MessageSid: sid }),
      headers: [["X-Padding", "a".repeat(DOOR_LIMITS.maxHeaderBytes)]],
    });
    expect((await send(port, [bytesOf(request)])).statuses).toEqual([431]);
    expect(await rowsOf(sid)).toEqual({ events: 0, refused: [] });
  });

  test.each([
    ["a little", DOOR_LIMITS.maxBodyBytes + 1],
    ["far", DOOR_LIMITS.maxBodyBytes + 2 * DOOR_LIMITS.maxDroppedBytes],
  ])(
    "a body %s above 64 KB is answered 413 at the listener, and its beginning is kept",
    async (_, bytes) => {
      const port = await listen();
      const sid = freshSid();
      const body = `MessageSid=${sid}&Body=`.padEnd(bytes, "a");
      const { statuses } = await send(port, [bytesOf(callbackRequest({ body }))]);
      expect(statuses).toEqual([413]);
      expect(await rowsOf(sid)).toEqual({
        events: 0,
        refused: [{ reason: "too_large", body_bytes: bytes, kept: QUARANTINE_LIMITS.maxBodyBytes }],
      });
    },
  );

  test("a body above 64 KB is answered 413 at the route handler, and its beginning is kept", async () => {
    const sid = freshSid();
    const bytes = DOOR_LIMITS.maxBodyBytes + 1;
    const body = `MessageSid=${sid}&Body=`.padEnd(bytes, "a");
    const { status } = await POST(new Request(BASE_URL + DOOR_PATH, { method: "POST", body }));
    expect(status).toBe(413);
    expect(await rowsOf(sid)).toEqual({
      events: 0,
      refused: [{ reason: "too_large", body_bytes: bytes, kept: QUARANTINE_LIMITS.maxBodyBytes }],
    });
  });

  test("a body that announces no length is measured as it comes", async () => {
    const port = await listen();
    const head = `POST ${DOOR_PATH} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = Buffer.from(`${(70_000).toString(16)}\r\n${"a".repeat(70_000)}\r\n0\r\n\r\n`);
    expect((await send(port, [Buffer.from(head), chunk])).statuses).toEqual([413]);
  });
});

describe("in time:", () => {
  const short = { headersWithinMs: 40, requestWithinMs: 80, checkEveryMs: 10 };

  test.each([
    ["headers", () => Buffer.from(`POST ${DOOR_PATH} HTTP/1.1\r\nHost: a\r\nX-Slow: `)],
    ["a body", () => bytesOf(callbackRequest(), { length: 60_000 })],
  ])("%s that never end are answered 408 and cut off, and nothing is kept", async (_, slow) => {
    const port = await listen(short);
    const before = await database.query("SELECT id FROM refused_callbacks");
    expect((await send(port, [slow()])).statuses).toEqual([408]);
    expect(await database.query("SELECT id FROM refused_callbacks")).toEqual(before);
  });

  test("a hundred slow senders do not keep a callback waiting", async () => {
    const port = await listen({ unverifiedPerAddress: 200 });
    const slow = Array.from({ length: 100 }, () => net.connect(port, "127.0.0.1"));
    for (const socket of slow) socket.write(`POST ${DOOR_PATH} HTTP/1.1\r\nHost: a\r\nX-Slow: `);
    expect((await send(port, [bytesOf(callbackRequest())])).statuses).toEqual([200]);
    for (const socket of slow) socket.destroy();
  });
});

/** A request of which the server waits for the body; resolves when it has read the head. */
async function hold(port: number, options: { localAddress?: string; headers?: string } = {}) {
  const request = callbackRequest();
  const socket = net.connect({ port, host: "127.0.0.1", ...options });
  const head = bytesOf(request)
    .subarray(0, -request.rawBody.byteLength - 2)
    .toString();
  let text = "";
  const waiters: [RegExp, () => void][] = [];
  socket.on("data", (chunk) => {
    text += chunk;
    for (const [pattern, resolve] of waiters) if (pattern.test(text)) resolve();
  });
  const saw = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      waiters.push([pattern, resolve]);
    });
  socket.write(`${head}Expect: 100-continue\r\n${options.headers ?? ""}\r\n`);
  await saw(/ 100 Continue/);
  return {
    finish: async () => {
      const answered = saw(/HTTP\/1\.1 [2-5]/);
      socket.write(request.rawBody);
      await answered;
      socket.destroy();
      return Number(/HTTP\/1\.1 ([2-5]\d\d)/.exec(text)?.[1]);
    },
  };
}

describe("in number:", () => {
  test("of one address so many are heard before a signature vouches for them, and others are not kept waiting", async () => {
    const port = await listen({ unverifiedPerAddress: 2 });
    const held = [await hold(port), await hold(port)];
    const one = () => bytesOf(callbackRequest());
    expect((await send(port, [one()])).statuses).toEqual([503]);
    expect((await send(port, [one()], { localAddress: "127.0.0.2" })).statuses).toEqual([200]);
    expect(await Promise.all(held.map(({ finish }) => finish()))).toEqual([200, 200]);
    expect((await send(port, [one()])).statuses).toEqual([200]);
  });

  test("what is noted in X-Forwarded-For makes another address of nobody, unless a proxy is to be believed", async () => {
    const noted = () =>
      bytesOf(callbackRequest({ headers: [["X-Forwarded-For", "198.51.100.4, 198.51.100.9"]] }));
    const open = await listen({ unverifiedPerAddress: 1 });
    const atOpen = await hold(open);
    expect((await send(open, [noted()])).statuses).toEqual([503]);
    const behindProxy = await listen({ unverifiedPerAddress: 1, trustedProxyHops: 1 });
    const atProxy = await hold(behindProxy);
    expect((await send(behindProxy, [noted()])).statuses).toEqual([200]);
    expect(await Promise.all([atOpen.finish(), atProxy.finish()])).toEqual([200, 200]);
  });

  test("of all addresses so many are heard, whatever a proxy notes about them", async () => {
    const port = await listen({ unverifiedInAll: 2, trustedProxyHops: 1 });
    const held = [
      await hold(port, { headers: "X-Forwarded-For: 198.51.100.1\r\n" }),
      await hold(port, { headers: "X-Forwarded-For: 198.51.100.2\r\n" }),
    ];
    const third = callbackRequest({ headers: [["X-Forwarded-For", "198.51.100.3"]] });
    expect((await send(port, [bytesOf(third)])).statuses).toEqual([503]);
    expect(await Promise.all(held.map(({ finish }) => finish()))).toEqual([200, 200]);
  });

  test("those that a signature vouches for count no more, however long the database takes", async () => {
    const waiting: (() => void)[] = [];
    const recorded = { messageId: "msg_", seq: "1", isNew: true, isOrphan: false };
    let whenThreeWait: () => void = () => undefined;
    const threeWait = new Promise<void>((resolve) => {
      whenThreeWait = resolve;
    });
    const receive = createStatusCallbackReceiver({
      ...callbackTrustOf(doorEnvironment),
      record: () =>
        new Promise((resolve) => {
          waiting.push(() => resolve(recorded));
          if (waiting.length === 3) whenThreeWait();
        }),
      quarantine: async () => undefined,
      afterRecorded: () => undefined,
    });
    const port = await listen({ unverifiedPerAddress: 1 }, receive);
    const answers: Promise<{ statuses: number[] }>[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { finish } = await hold(port);
      answers.push(finish().then((status) => ({ statuses: [status] })));
    }
    await threeWait;
    for (const release of waiting) release();
    expect(await Promise.all(answers)).toEqual(Array(3).fill({ statuses: [200] }));
  });

  test("at the route handler too", async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const request = (peer: string, isHeld: boolean) =>
      new Request(BASE_URL + DOOR_PATH, {
        method: "POST",
        headers: { [peerHeaderName()]: peer },
        body: new ReadableStream({
          pull: async (controller) => {
            if (isHeld) await released;
            controller.close();
          },
        }),
        duplex: "half",
      } as RequestInit);
    const held = Array.from({ length: DOOR_LIMITS.unverifiedPerAddress }, () =>
      POST(request("198.51.100.4", true)),
    );
    expect((await POST(request("198.51.100.4", false))).status).toBe(503);
    expect((await POST(request("198.51.100.5", false))).status).toBe(400);
    release();
    const answers = await Promise.all(held);
    expect(answers.every(({ status }) => status === 400)).toBe(true);
  });
});

test("in a flood of forged requests every valid callback is answered 200 and recorded, and quarantine stays within its rate", async () => {
  const own = await createTestDatabase();
  const flooded = createStatusCallbackDoor(own.db, doorEnvironment);
  const port = await listen({}, flooded.receive);
  const forged = () => bytesOf(callbackRequest({ signature: randomBytes(20).toString("base64") }));
  const requests = Array.from({ length: 600 }, (_, index) =>
    index % 10 === 0
      ? { bytes: bytesOf(callbackRequest()), expected: 200 }
      : { bytes: forged(), expected: 403 },
  );
  const wrong: number[] = [];
  const sender = async () => {
    for (let next = requests.pop(); next; next = requests.pop()) {
      const { statuses } = await send(port, [next.bytes]);
      wrong.push(...statuses.filter((status) => status !== next?.expected));
    }
  };
  await Promise.all(Array.from({ length: 40 }, sender));
  await flooded.idle();
  expect(wrong).toEqual([]);
  expect(await own.query("SELECT 1 FROM status_events")).toHaveLength(60);
  const [refused] = await own.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM refused_callbacks",
  );
  expect(refused?.count).toBeLessThan(QUARANTINE_LIMITS.keptBurst);
  await own.drop();
});

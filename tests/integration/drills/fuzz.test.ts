import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/twilio/message-status/route";
import {
  createStatusCallbackDoor,
  type StatusCallbackDoor,
} from "@/lib/services/status-callback-door";
import { runFuzz } from "../../../scripts/drill/fuzz-run";
import { createBoundedServer } from "../../../server/bounded-server";
import { createStatusCallbackListener } from "../../../server/status-callback-listener";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { ACCOUNT, BASE_URL, doorEnvironment, TOKEN } from "../callback-door-fixture";

let database: TestDatabase;
let door: StatusCallbackDoor;
const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** The route handler with a request and an answer of the web's, as Next.js calls it. */
async function throughRouteHandler(request: IncomingMessage, response: ServerResponse) {
  const headers = new Headers();
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    headers.append(request.rawHeaders[index] ?? "", request.rawHeaders[index + 1] ?? "");
  }
  const { status } = await POST(
    new Request(new URL(request.url ?? "/", BASE_URL), {
      method: "POST",
      headers,
      body: Readable.toWeb(request),
      duplex: "half",
    } as RequestInit),
  );
  response.writeHead(status, { "content-length": "0" }).end();
}

beforeAll(async () => {
  database = await createTestDatabase();
  door = createStatusCallbackDoor(database.db, doorEnvironment);
  // The route handler answers through the process's own door.
  Object.assign(globalThis, { milepostDoor: door });
});
afterAll(async () => {
  for (const server of servers) server.close();
  await database.drop();
});

test("600 hostile requests make no door fail, redirect, fall silent or record anything but what is signed", async () => {
  const limits = { headersWithinMs: 2_000, requestWithinMs: 2_000, checkEveryMs: 100 };
  const listener = createStatusCallbackListener({ receive: door.receive });
  const selfHosted = await listen(
    createBoundedServer((request, response) => void listener(request, response), limits),
  );
  const routeHandler = await listen(
    createServer((request, response) => {
      // An address that is none never reaches a route handler.
      throughRouteHandler(request, response).catch(() => {
        response.writeHead(400, { "content-length": "0" }).end();
      });
    }),
  );
  const report = await runFuzz({
    place: { accountSid: ACCOUNT, authToken: TOKEN, publicBaseUrl: BASE_URL },
    doors: [
      { name: "self-hosted", port: selfHosted },
      { name: "route handler", port: routeHandler },
    ],
    db: database.db,
    databaseUrl: database.url,
    seed: 7,
    requests: 600,
    concurrency: 16,
  });
  expect(report.faults).toEqual([]);
  expect(report.valid).toBeGreaterThan(5);
  expect(report.refused).toBeGreaterThan(100);
}, 120_000);

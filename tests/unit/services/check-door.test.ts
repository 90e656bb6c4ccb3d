import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { askDoor } from "@/lib/services/check-door";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering =
  (status: number, headers = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end();
  };

describe("asking our own public address for the door", () => {
  test("finds it by its refusal of GET, at the door's own path", async () => {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answering(405)(request, response);
    });
    expect(await askDoor(`${base}/milepost/`)).toEqual({
      verdict: "answered",
      tookMs: expect.any(Number),
    });
    expect(asked).toEqual(["GET /milepost/api/webhooks/twilio/message-status"]);
  });

  test.each([
    [308, "redirects"],
    [404, "something else answers"],
    [401, "asks for a sign-in"],
    [502, "answers with 502"],
  ])("takes %i for a wrong address: it %s", async (status, words) => {
    const base = await serve(answering(status, { location: "https://elsewhere.example.com/" }));
    expect(await askDoor(base)).toEqual({
      verdict: "wrong",
      sentence: expect.stringContaining(words),
    });
  });

  test("leaves it open when nobody answers, since Twilio may still reach it", async () => {
    expect(await askDoor("http://127.0.0.1:1")).toMatchObject({ verdict: "unknown" });
    expect(await askDoor(undefined)).toMatchObject({ verdict: "unknown" });
  });
});

import { request as httpRequest } from "node:http";
import { type MeasuredServer, startServer } from "../../scripts/load/measured-server";
import { expect, test } from "./support/fixtures";
import { freePort } from "./support/free-port";

function traced(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: "TRACE" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once("error", reject);
    sent.end();
  });
}

for (const path of ["/messages", "/api/messages", "/api/webhooks/twilio/message-status"]) {
  test(`TRACE ${path} is refused as a method, not as a failure`, async ({ baseURL }) => {
    expect(await traced(`${baseURL}${path}`)).toBe(405);
  });
}

test.describe("where Next.js listens itself", () => {
  let server: MeasuredServer;
  test.beforeAll(async () => {
    server = await startServer({
      cwd: process.cwd(),
      args: ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1"],
      port: await freePort(),
      env: { DATABASE_URL: process.env.E2E_DATABASE_URL ?? "" },
      isQuiet: true,
    });
    // It listens before it has loaded everything, and answers the first request when it has.
    await fetch(`http://127.0.0.1:${server.port}/api/health`);
  });
  // Not asked to end: Next.js waits for connections that are kept alive.
  test.afterAll(() => server.stop("SIGKILL"));

  for (const [path, answer] of [
    ["/messages", 405],
    ["/sign-in", 405],
    ["/api/messages", 400],
    ["/api/webhooks/twilio/message-status", 400],
  ] as const) {
    test(`TRACE ${path} is refused too`, async () => {
      expect(await traced(`http://127.0.0.1:${server.port}${path}`)).toBe(answer);
    });
  }
});

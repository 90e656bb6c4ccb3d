import { createServer, type RequestListener, type Server } from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { answerClientErrors } from "@/lib/http/client-error";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(listener: RequestListener, options?: { lingerMs: number }): Promise<void> {
  server = createServer(listener);
  answerClientErrors(server, options);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

const connect = () =>
  net.connect({
    port: (server.address() as AddressInfo).port,
    host: "127.0.0.1",
    allowHalfOpen: true,
  });

const refuse: RequestListener = () => {
  throw new Error("nobody should hear of it");
};

describe("answerClientErrors", () => {
  test("answers what is no HTTP, and takes what still comes behind it without a reset", async () => {
    await listen(refuse);
    const socket = connect();
    socket.write("POST /\xff HTTP/1.1\r\nnocolon\r\n\r\n");
    const text = await new Promise<string>((resolve, reject) => {
      let received = "";
      socket.on("data", (chunk: Buffer) => {
        received += chunk;
      });
      socket.once("error", reject);
      // Sent once the server is known to have ended its side.
      socket.once("end", () => socket.end("x".repeat(500_000)));
      socket.once("close", () => resolve(received));
    });
    expect(text).toBe("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });

  test("says when it is the headers that are too long", async () => {
    await listen(refuse);
    const socket = connect();
    socket.write(`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"z".repeat(20_000)}\r\n\r\n`);
    const first = await new Promise<string>((resolve) =>
      socket.once("data", (chunk: Buffer) => resolve(chunk.toString())),
    );
    expect(first).toMatch(/^HTTP\/1\.1 431 /);
    socket.destroy();
  });

  test("closes on a sender who stays", async () => {
    await listen(refuse, { lingerMs: 20 });
    const isClosed = new Promise((resolve) => {
      server.once("connection", (socket) => socket.once("close", () => resolve("closed")));
    });
    connect().write("nonsense\r\n\r\n");
    expect(await isClosed).toBe("closed");
  });

  test("writes nothing into an answer that is under way", async () => {
    await listen((_request, response) => {
      response.write("event");
    });
    const socket = connect();
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const text = await new Promise<string>((resolve) => {
      let received = "";
      socket.on("data", (chunk: Buffer) => {
        received += chunk;
        if (received.includes("event")) socket.write("nonsense\r\n\r\n");
      });
      socket.once("end", () => resolve(received));
    });
    expect(text).toContain("event");
    expect(text).not.toContain("400");
    socket.destroy();
  });
});

import net from "node:net";

export type WireAnswer = { status: number; isClosing: boolean };

type Pending = { resolve: (answer: WireAnswer) => void; reject: (error: Error) => void };

export type KeepAliveConnection = {
  /** Sends one request and resolves with its answer; one at a time. Rejects when the connection breaks. */
  exchange(request: Uint8Array): Promise<WireAnswer>;
  /** False once the other side has closed it. */
  isOpen(): boolean;
  close(): void;
};

/** One HTTP/1.1 connection without pipelining that costs the machine as little as possible. */
export async function openConnection(port: number): Promise<KeepAliveConnection> {
  const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  let pending: Pending | null = null;
  let received: Buffer = Buffer.alloc(0);

  const settle = (act: (waiting: Pending) => void) => {
    const waiting = pending;
    pending = null;
    if (waiting) act(waiting);
  };
  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === null) return;
    received = Buffer.alloc(0);
    settle(({ resolve }) => resolve(answer));
  });
  socket.on("error", (error) => settle(({ reject }) => reject(error)));
  socket.on("close", () => settle(({ reject }) => reject(new Error("The connection was closed."))));

  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error("The connection is closed."));
        pending = { resolve, reject };
        socket.write(request);
      }),
    isOpen: () => socket.writable && !socket.readableEnded,
    close: () => socket.destroy(),
  };
}

/** Reads one whole answer; null while it is not complete. */
export function readAnswer(received: Buffer): WireAnswer | null {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const head = received.toString("latin1", 0, headEnd);
  const bodyLength = received.length - headEnd - 4;
  const announced = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (announced !== undefined && bodyLength < Number(announced)) return null;
  const isChunked = announced === undefined && /\r\ntransfer-encoding: *chunked/i.test(head);
  if (isChunked && received.toString("latin1", received.length - 5) !== "0\r\n\r\n") return null;
  return {
    status: Number(head.slice(9, 12)),
    isClosing: /\r\nconnection: *close/i.test(head),
  };
}

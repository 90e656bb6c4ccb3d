import net from "node:net";

export type RawAnswer = {
  /** Every status line in the order of the answers; empty when the connection ended without one. */
  statuses: number[];
  /** What came, head and body. */
  text: string;
  /** True when nothing more came within the time. */
  isTimedOut: boolean;
};

export type RawExchange = {
  port: number;
  /** Written one after the other, each as soon as the one before is on its way. */
  parts: readonly Uint8Array[];
  /** Ends this side's half of the connection behind the last part. */
  endsAfterwards?: boolean;
  /** The address this side calls from. */
  localAddress?: string;
  timeoutMs: number;
};

/** Writes bytes to a connection of their own, whatever they are, and reads what comes back. Never rejects. */
export function exchangeRaw(exchange: RawExchange): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const { port, localAddress } = exchange;
    const socket = net.connect({ port, host: "127.0.0.1", ...(localAddress && { localAddress }) });
    const finish = (isTimedOut: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(received).toString("latin1");
      resolve({ statuses: statusesOf(text), text, isTimedOut });
    };
    const timer = setTimeout(finish, exchange.timeoutMs, true);
    socket.on("connect", () => {
      for (const part of exchange.parts) socket.write(part);
      if (exchange.endsAfterwards) socket.end();
    });
    socket.on("data", (chunk: Buffer) => {
      received.push(chunk);
      if (isWholeAnswer(Buffer.concat(received).toString("latin1"))) finish(false);
    });
    // A server may close before it has read everything: what it said until then counts.
    socket.on("error", () => undefined);
    socket.on("close", () => finish(false));
  });
}

function statusesOf(text: string): number[] {
  return [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
}

function isWholeAnswer(text: string): boolean {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1 || /^HTTP\/1\.1 1\d\d/.test(text)) return false;
  const head = text.slice(0, headEnd);
  const announced = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (announced !== undefined) return text.length - headEnd - 4 >= Number(announced);
  return /\r\ntransfer-encoding: *chunked/i.test(head) && text.endsWith("0\r\n\r\n");
}

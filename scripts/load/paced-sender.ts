import { type KeepAliveConnection, openConnection } from "./keep-alive-connection";
import { type SignedCallback, toWireRequest } from "./signed-callbacks";

/** A callback that was answered 200. `sentAtMs`: since 1970. */
export type SentCallback = {
  callback: SignedCallback;
  sentAtMs: number;
  answeredAfterMs: number;
};

export type PacedSender = {
  /**
   * Sends at an even pace, whatever the answers take; null is a turn without a callback. Rejects when one is not
   * answered 200.
   */
  send(turns: readonly (SignedCallback | null)[], perSecond: number): Promise<SentCallback[]>;
  close(): void;
};

/** Sends callbacks to a door of this machine over as many connections as are busy at once. */
export function openPacedSender(baseUrl: string): PacedSender {
  const { host, port } = new URL(baseUrl);
  const idle: KeepAliveConnection[] = [];
  const opened: KeepAliveConnection[] = [];

  async function connect(): Promise<KeepAliveConnection> {
    const connection = await openConnection(Number(port));
    opened.push(connection);
    return connection;
  }

  async function exchange(callback: SignedCallback, request: Buffer): Promise<SentCallback> {
    const sentAtMs = performance.timeOrigin + performance.now();
    const standing = idle.pop();
    const connection = standing?.isOpen() ? standing : await connect();
    const { status, isClosing } = await connection.exchange(request);
    if (status !== 200) throw new Error(`The door answered ${status}.`);
    if (isClosing) connection.close();
    else idle.push(connection);
    return {
      callback,
      sentAtMs,
      answeredAfterMs: performance.timeOrigin + performance.now() - sentAtMs,
    };
  }

  return {
    send: async (turns, perSecond) => {
      const requests = turns.map((callback) => callback && toWireRequest(callback, host));
      const began = performance.now();
      const answers: Promise<SentCallback>[] = [];
      for (const [index, callback] of turns.entries()) {
        const waitMs = began + (index * 1000) / perSecond - performance.now();
        if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
        const request = requests[index];
        if (callback && request) answers.push(exchange(callback, request));
      }
      return Promise.all(answers);
    },
    close: () => {
      for (const connection of opened) connection.close();
    },
  };
}

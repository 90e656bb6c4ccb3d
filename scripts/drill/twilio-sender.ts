import { setTimeout as delay } from "node:timers/promises";
import { type KeepAliveConnection, openConnection } from "../load/keep-alive-connection";
import { type SignedCallback, toWireRequest } from "../load/signed-callbacks";

/** As Twilio does with `#rc=5&rp=all`: five more tries after any failure, within fifteen seconds. */
const TRIES = 6;
const ANSWER_WITHIN_MS = 15_000;

export type SenderSettings = {
  /** Doors to call, in turn. */
  ports: readonly number[];
  host: string;
  connections: number;
  /** Between a failure and the next try. */
  retryAfterMs: number;
};

export type SenderState = {
  /** Callbacks that were answered 200, by their token. */
  answered: Map<string, SignedCallback>;
  /** Callbacks that Twilio would have given up, by their token. */
  givenUp: Map<string, SignedCallback>;
  /** What came back, over all tries: a status, or "broken" where no answer came. */
  outcomes: Record<string, number>;
  /** Resolves when so many callbacks have been answered or given up. */
  reaches(count: number): Promise<void>;
  /** Resolves when nothing is left to send. */
  done: Promise<void>;
};

/** Sends callbacks over many connections at once, each until it is answered 200 or its tries are used up. */
export function sendAsTwilio(
  callbacks: Iterator<SignedCallback>,
  settings: SenderSettings,
): SenderState {
  const answered = new Map<string, SignedCallback>();
  const givenUp = new Map<string, SignedCallback>();
  const outcomes: Record<string, number> = {};
  let watchers: { count: number; resolve: () => void }[] = [];

  const settle = () => {
    const settled = answered.size + givenUp.size;
    for (const { resolve } of watchers.filter(({ count }) => settled >= count)) resolve();
    watchers = watchers.filter(({ count }) => settled < count);
  };

  async function work(index: number): Promise<void> {
    const port = settings.ports[index % settings.ports.length] ?? 0;
    const held: { connection: KeepAliveConnection | null } = { connection: null };
    const attempt = async (bytes: Buffer): Promise<string> => {
      let timer: NodeJS.Timeout | undefined;
      try {
        const connection = held.connection?.isOpen() ? held.connection : await openConnection(port);
        held.connection = connection;
        const late = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error("No answer in time.")), ANSWER_WITHIN_MS);
        });
        const answer = await Promise.race([connection.exchange(bytes), late]);
        if (answer.isClosing) connection.close();
        return String(answer.status);
      } catch {
        held.connection?.close();
        return "broken";
      } finally {
        clearTimeout(timer);
      }
    };

    for (let next = callbacks.next(); !next.done; next = callbacks.next()) {
      const callback = next.value;
      const bytes = toWireRequest(callback, settings.host);
      let outcome = "";
      for (let tries = 0; tries < TRIES && outcome !== "200"; tries += 1) {
        if (tries > 0) await delay(settings.retryAfterMs);
        outcome = await attempt(bytes);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
      (outcome === "200" ? answered : givenUp).set(callback.idempotencyToken, callback);
      settle();
    }
    held.connection?.close();
  }

  const workers = Array.from({ length: settings.connections }, (_, index) => work(index));
  return {
    answered,
    givenUp,
    outcomes,
    reaches: (count) =>
      new Promise((resolve) => {
        watchers.push({ count, resolve });
        settle();
      }),
    done: Promise.all(workers).then(() => undefined),
  };
}

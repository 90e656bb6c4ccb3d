import { type KeepAliveConnection, openConnection } from "./keep-alive-connection";
import { signedCallbacks, toWireRequest } from "./signed-callbacks";
import type { GeneratorCommand, LoadOrder, LoadReport } from "./start-generator";

/** Of the right form, and nobody's signature. */
const FORGED = "Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ=";

/**
 * The load, in a process of its own. Requests are made and signed before the clock starts; then every connection is
 * kept busy with one request at a time.
 */
function createGenerator(order: LoadOrder) {
  const { host } = new URL(order.stream.publicBaseUrl);
  const callbacks = signedCallbacks(order.stream);
  const connections: (KeepAliveConnection | null)[] = Array(order.connections).fill(null);
  let requests: Buffer[] = [];

  function prepare(count: number): void {
    requests = Array.from({ length: count }, () => {
      const { value } = callbacks.next();
      if (!value) throw new Error("The stream of callbacks has ended.");
      return toWireRequest(order.isForged ? { ...value, signature: FORGED } : value, host);
    });
  }

  async function run(durationMs: number): Promise<LoadReport> {
    const latenciesMs: number[] = [];
    const answers: Record<string, number> = {};
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    const endsAt = startedAt + durationMs;
    let next = 0;

    const keepBusy = async (index: number): Promise<void> => {
      while (performance.now() < endsAt) {
        const request = requests[next];
        if (request === undefined) return;
        next += 1;
        const sentAt = performance.now();
        let outcome = "broken";
        let isClosing = true;
        try {
          const standing = connections[index];
          const connection = standing?.isOpen() ? standing : await openConnection(order.port);
          connections[index] = connection;
          const answer = await connection.exchange(request);
          latenciesMs.push(performance.now() - sentAt);
          outcome = String(answer.status);
          isClosing = answer.isClosing;
        } catch {}
        answers[outcome] = (answers[outcome] ?? 0) + 1;
        if (isClosing) {
          connections[index]?.close();
          connections[index] = null;
        }
      }
    };
    await Promise.all(connections.map((_, index) => keepBusy(index)));

    const elapsedMs = performance.now() - startedAt;
    const cpu = process.cpuUsage(cpuBefore);
    return {
      answers,
      answered: latenciesMs.length,
      elapsedMs,
      latenciesMs,
      cpuMs: (cpu.user + cpu.system) / 1000,
    };
  }

  return { prepare, run };
}

let generator: ReturnType<typeof createGenerator> | null = null;

process.on("message", async (command: GeneratorCommand) => {
  switch (command.kind) {
    case "order":
      generator = createGenerator(command.order);
      return process.send?.({ kind: "done" });
    case "prepare":
      generator?.prepare(command.count);
      return process.send?.({ kind: "done" });
    case "run":
      return process.send?.({ kind: "done", report: await generator?.run(command.durationMs) });
  }
});
process.once("disconnect", () => process.exit(0));

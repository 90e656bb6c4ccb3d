import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CallbackStream } from "./signed-callbacks";

export type LoadOrder = {
  port: number;
  connections: number;
  stream: CallbackStream;
  /** Everything as Twilio sends it, but for the signature. */
  isForged?: boolean;
};

export type LoadReport = {
  /** Requests by HTTP status; "broken" where no answer came. */
  answers: Record<string, number>;
  answered: number;
  elapsedMs: number;
  latenciesMs: number[];
  /** Processor time of the generator itself. */
  cpuMs: number;
};

export type GeneratorCommand =
  | { kind: "order"; order: LoadOrder }
  | { kind: "prepare"; count: number }
  | { kind: "run"; durationMs: number };

export type LoadGenerator = {
  /** Makes and signs the requests of the next run. */
  prepare(count: number): Promise<void>;
  /** Sends what was prepared, for at most this long. */
  run(durationMs: number): Promise<LoadReport>;
  stop(): void;
};

/** Starts a load generator, a process of its own. */
export async function startGenerator(order: LoadOrder): Promise<LoadGenerator> {
  const child = fork(fileURLToPath(new URL("./generator-process.ts", import.meta.url)), [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
  });
  const ask = (command: GeneratorCommand) =>
    new Promise<LoadReport | undefined>((resolve, reject) => {
      const onExit = () => reject(new Error("The load generator ended."));
      child.once("exit", onExit);
      child.once("message", (message: { report?: LoadReport }) => {
        child.off("exit", onExit);
        resolve(message.report);
      });
      child.send(command);
    });
  await ask({ kind: "order", order });
  return {
    prepare: async (count) => {
      await ask({ kind: "prepare", count });
    },
    run: async (durationMs) => {
      const report = await ask({ kind: "run", durationMs });
      if (!report) throw new Error("The load generator did not report.");
      return report;
    },
    stop: () => child.disconnect(),
  };
}

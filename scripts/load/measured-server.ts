import { type ChildProcess, spawn } from "node:child_process";
import type { Profiler } from "node:inspector";
import net from "node:net";
import { fileURLToPath } from "node:url";

export type Usage = { cpuMs: number; rss: number; heapUsed: number; external: number };

export type MeasuredServer = {
  port: number;
  pid: number;
  /** What the process has used since it began; bytes and milliseconds. */
  usage(options?: { collectGarbage?: boolean }): Promise<Usage>;
  startProfile(): Promise<void>;
  stopProfile(): Promise<Profiler.Profile>;
  /** Resolves when the process has ended, by whatever cause. */
  ended: Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

export type ServerCommand = {
  cwd: string;
  /** Node's flags, the script and its arguments. */
  args: string[];
  port: number;
  env: Record<string, string>;
  /** Drops what it writes to standard output: its log. */
  isQuiet?: boolean;
};

const START_WITHIN_MS = 60_000;
const POLL_MS = 25;

/** Starts a server as a process that can be asked for its usage; resolves when it listens. */
export async function startServer(command: ServerCommand): Promise<MeasuredServer> {
  const reporter = fileURLToPath(new URL("./report-usage.mjs", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--import", reporter, "--enable-source-maps", ...command.args],
    {
      cwd: command.cwd,
      stdio: ["ignore", command.isQuiet ? "ignore" : "inherit", "inherit", "ipc"],
      env: {
        ...process.env,
        ...command.env,
        PORT: String(command.port),
        HOST: "127.0.0.1",
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
    },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await listening(child, command.port);
  const ask = <Told>(kind: string, options: Record<string, unknown> = {}) =>
    new Promise<Told>((resolve) => {
      const read = (message: { kind: string; told: Told }) => {
        if (message.kind !== kind) return;
        child.off("message", read);
        resolve(message.told);
      };
      child.on("message", read);
      child.send({ kind, ...options });
    });
  return {
    port: command.port,
    pid: child.pid ?? 0,
    usage: ({ collectGarbage = false } = {}) => ask<Usage>("usage", { collectGarbage }),
    startProfile: () => ask<void>("start-profile"),
    stopProfile: () => ask<Profiler.Profile>("stop-profile"),
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  const giveUpAt = performance.now() + START_WITHIN_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`);
    if (performance.now() > giveUpAt) throw new Error(`Nothing listens on port ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** A port of 127.0.0.1 on which nobody listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

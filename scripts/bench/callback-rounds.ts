import type { DurablePostgres } from "../load/durable-postgres";
import { freePort, type MeasuredServer, startServer } from "../load/measured-server";
import type { LoadAccount } from "../load/signed-callbacks";
import { type LoadGenerator, type LoadOrder, startGenerator } from "../load/start-generator";
import type { Contender, ContenderKey } from "./callback-contenders";
import { postgresCpuMs } from "./postgres-usage";
import { quantile } from "./statistics";

/** What one contender did in one round. */
export type Slice = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time per callback: of the server process, of PostgreSQL, of the generator. */
  serverUs: number;
  postgresUs: number;
  generatorUs: number;
};

export type RunningContender = {
  key: ContenderKey;
  server: MeasuredServer;
  /** The order of a generator of this contender's callbacks. */
  order: LoadOrder;
  generator: LoadGenerator;
  slices: Slice[];
  stop(): Promise<void>;
};

/** Above what a first round can need; later ones go by the rate before. */
const FIRST_RATE = 3_000;
const HEADROOM = 1.8;

/** Starts a contender with a database and a load generator of its own. */
export async function startContender(
  contender: Contender,
  {
    postgres,
    account,
    connections,
  }: { postgres: DurablePostgres; account: LoadAccount; connections: number },
): Promise<RunningContender> {
  const port = await freePort();
  const publicBaseUrl = `http://127.0.0.1:${port}`;
  const server = await startServer({
    cwd: contender.cwd,
    args: contender.args,
    port,
    env: {
      DATABASE_URL: await postgres.createDatabase(),
      PUBLIC_BASE_URL: publicBaseUrl,
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_BASE_URL: "http://127.0.0.1:9",
    },
  });
  const seed = `${contender.key} ${account.authToken}`;
  const stream = { ...account, publicBaseUrl, seed, count: Number.MAX_SAFE_INTEGER };
  const order = { port, connections, stream };
  const generator = await startGenerator(order);
  return {
    key: contender.key,
    server,
    order,
    generator,
    slices: [],
    stop: async () => {
      generator.stop();
      await server.stop();
    },
  };
}

/** Answers a number of callbacks before anything is measured. */
export async function warmUp({ generator }: RunningContender, count: number): Promise<void> {
  await generator.prepare(count);
  await generator.run(Number.MAX_SAFE_INTEGER);
}

/** Keeps one contender busy for a while. Throws when anything but 200 was answered. */
export async function measureSlice(
  running: RunningContender,
  { durationMs, postgresDataDir }: { durationMs: number; postgresDataDir: string },
): Promise<Slice> {
  const { generator, server, slices } = running;
  const expected = slices.at(-1)?.perSecond ?? FIRST_RATE;
  await generator.prepare(Math.ceil((expected * HEADROOM * durationMs) / 1000));
  const [server0, postgres0] = [(await server.usage()).cpuMs, postgresCpuMs(postgresDataDir)];
  const report = await generator.run(durationMs);
  const [server1, postgres1] = [(await server.usage()).cpuMs, postgresCpuMs(postgresDataDir)];
  const wrong = Object.keys(report.answers).filter((status) => status !== "200");
  if (wrong.length > 0) {
    throw new Error(`Contender ${running.key} answered ${JSON.stringify(report.answers)}.`);
  }
  const perCallbackUs = (ms: number) => (ms * 1000) / report.answered;
  return {
    perSecond: (report.answered / report.elapsedMs) * 1000,
    p50Ms: quantile(report.latenciesMs, 0.5),
    p99Ms: quantile(report.latenciesMs, 0.99),
    serverUs: perCallbackUs(server1 - server0),
    postgresUs: perCallbackUs(postgres1 - postgres0),
    generatorUs: perCallbackUs(report.cpuMs),
  };
}

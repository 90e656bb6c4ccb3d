import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { quantile } from "../bench/statistics";
import type { MeasuredServer } from "../load/measured-server";
import type { LoadAccount } from "../load/signed-callbacks";
import { startGenerator } from "../load/start-generator";
import { checkHeadlines } from "../setup/headline-check";

export type Memory = { rss: number; heapUsed: number };

export type SoakSegment = {
  /** Callbacks sent up to its end. */
  sent: number;
  recorded: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Bytes, at its end. */
  memory: Memory;
};

export type SoakReport = {
  segments: SoakSegment[];
  events: number;
  headlines: number;
  /** Memory at the end ÷ after the first segment. */
  growth: { rss: number; heapUsed: number };
  faults: string[];
};

const SEGMENT_WITHIN_MS = 600_000;
const READINGS = 4;
const READ_EVERY_MS = 250;

/** Sends really signed callbacks, segment by segment, and measures the server after each. */
export async function runSoak(
  place: LoadAccount & { publicBaseUrl: string; databaseUrl: string; server: MeasuredServer },
  plan: { callbacks: number; segment: number; connections: number },
  tell: (segment: SoakSegment) => void = () => undefined,
): Promise<SoakReport> {
  const { server, accountSid, authToken, publicBaseUrl } = place;
  const generator = await startGenerator({
    port: server.port,
    connections: plan.connections,
    stream: { accountSid, authToken, publicBaseUrl, seed: "soak", count: plan.callbacks },
  });
  const segments: SoakSegment[] = [];
  const faults: string[] = [];
  for (let sent = 0; sent < plan.callbacks; ) {
    const count = Math.min(plan.segment, plan.callbacks - sent);
    await generator.prepare(count);
    const { answers, latenciesMs, elapsedMs } = await generator.run(SEGMENT_WITHIN_MS);
    sent += count;
    const recorded = answers["200"] ?? 0;
    if (recorded !== count) faults.push(`Of ${count} callbacks: ${JSON.stringify(answers)}`);
    const segment = {
      sent,
      recorded,
      perSecond: (recorded / elapsedMs) * 1000,
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
      memory: await settledMemory(server),
    };
    segments.push(segment);
    tell(segment);
  }
  generator.stop();

  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ events: number }>(
    "SELECT count(*)::int AS events FROM status_events",
  );
  const events = rows[0]?.events ?? 0;
  if (events !== plan.callbacks) faults.push(`${events} events of ${plan.callbacks} callbacks`);
  const { checked, differences } = await checkHeadlines(client);
  await client.end();

  const [first, last] = [segments[0]?.memory, segments.at(-1)?.memory];
  const growth = {
    rss: (last?.rss ?? 0) / (first?.rss ?? 1),
    heapUsed: (last?.heapUsed ?? 0) / (first?.heapUsed ?? 1),
  };
  return { segments, events, headlines: checked, growth, faults: [...faults, ...differences] };
}

/** Memory once garbage is collected and nothing shrinks any more: the least of some readings. */
async function settledMemory(server: MeasuredServer): Promise<Memory> {
  const readings: Memory[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) {
    if (reading > 0) await delay(READ_EVERY_MS);
    readings.push(await server.usage({ collectGarbage: true }));
  }
  return {
    rss: Math.min(...readings.map(({ rss }) => rss)),
    heapUsed: Math.min(...readings.map(({ heapUsed }) => heapUsed)),
  };
}

import { startGenerator } from "../load/start-generator";
import type { RunningContender } from "./callback-rounds";
import { median } from "./statistics";

export type FloodResult = {
  /** Valid callbacks per second alone and during the flood, and the median of their ratios. */
  alonePerSecond: number;
  floodedPerSecond: number;
  ratio: number;
  forgedPerSecond: number;
};

/**
 * Sends valid callbacks alone, then beside a flood of forged ones from as many connections, by turns. The flood knows
 * the account and the form of everything; the signature alone is wrong.
 */
export async function measureFlood(
  { order, generator }: RunningContender,
  { rounds, durationMs, perSecond }: { rounds: number; durationMs: number; perSecond: number },
): Promise<FloodResult> {
  const flood = await startGenerator({
    ...order,
    stream: { ...order.stream, seed: `forged ${order.stream.seed}` },
    isForged: true,
  });
  const count = Math.ceil((perSecond * 2 * durationMs) / 1000);
  const runs: { alone: number; flooded: number; forged: number }[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      await generator.prepare(count);
      const alone = await generator.run(durationMs);
      await generator.prepare(count);
      await flood.prepare(count * 4);
      const [flooded, forged] = await Promise.all([
        generator.run(durationMs),
        flood.run(durationMs),
      ]);
      const accepted = (report: typeof alone) =>
        ((report.answers["200"] ?? 0) / report.elapsedMs) * 1000;
      runs.push({
        alone: accepted(alone),
        flooded: accepted(flooded),
        forged: (forged.answered / forged.elapsedMs) * 1000,
      });
    }
  } finally {
    flood.stop();
  }
  return {
    alonePerSecond: median(runs.map(({ alone }) => alone)),
    floodedPerSecond: median(runs.map(({ flooded }) => flooded)),
    ratio: median(runs.map(({ alone, flooded }) => flooded / alone)),
    forgedPerSecond: median(runs.map(({ forged }) => forged)),
  };
}

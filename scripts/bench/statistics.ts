import { cpus, totalmem } from "node:os";

/** The value below which the given share of the values lies; not a number of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** One line about the machine that measures. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown";
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${model}), ${memoryGib} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

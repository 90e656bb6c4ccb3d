import { readFileSync } from "node:fs";
import path from "node:path";

const MS_PER_TICK = 10;

/**
 * Processor time in milliseconds that a running cluster and all its processes have used, those that have ended
 * included; not a number where there is no /proc.
 */
export function postgresCpuMs(dataDir: string): number {
  try {
    const pidFile = readFileSync(path.join(dataDir, "postmaster.pid"), "utf8");
    const postmaster = Number(pidFile.split("\n")[0]);
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8");
    const pids = children.split(" ").filter(Boolean).map(Number);
    return pids.reduce((sum, pid) => sum + ownCpuMs(pid), cpuMs(postmaster, 4));
  } catch {
    return Number.NaN;
  }
}

function ownCpuMs(pid: number): number {
  try {
    return cpuMs(pid, 2);
  } catch {
    return 0;
  }
}

/** User and system time; with `fields` 4 also that of the children it has waited for. */
function cpuMs(pid: number, fields: 2 | 4): number {
  const [, afterName = ""] = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ");
  const ticks = afterName.split(" ").slice(11, 11 + fields);
  return ticks.reduce((sum, tick) => sum + Number(tick), 0) * MS_PER_TICK;
}

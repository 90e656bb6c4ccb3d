import { isIdle, type World } from "./world";

/** Resolves true once nothing is pending, false when `timeoutMs` has passed first. */
export function waitUntilIdle(
  world: World,
  { timeoutMs = 30_000, includeScheduled = false } = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    let timeout: NodeJS.Timeout | undefined;
    const finish = (idle: boolean) => {
      clearTimeout(timeout);
      world.pending.waiters.delete(check);
      resolve(idle);
    };
    const check = () => {
      if (isIdle(world.pending, includeScheduled)) finish(true);
      else world.pending.waiters.add(check);
    };
    timeout = setTimeout(() => finish(false), timeoutMs);
    check();
  });
}

import "server-only";

let lastUs = 0;

/** Microseconds since 1970 (UTC), strictly rising within this process, so that no two receptions tie. */
export function nowUs(): number {
  const us = Math.floor((performance.timeOrigin + performance.now()) * 1000);
  lastUs = us > lastUs ? us : lastUs + 1;
  return lastUs;
}

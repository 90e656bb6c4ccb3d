const DAY_SECONDS = 86_400;

/** How often something may be tried at once, and how long the waits grow after that. */
export type GrowingWait = {
  freeTries: number;
  longestWaitSeconds: number;
};

/** After this long without a try everything is forgotten. */
export const FORGET_TRIES_AFTER_SECONDS = DAY_SECONDS;

/** Seconds that must pass before the try after number `tries`: 0 within the free ones, then 2, 4, 8 … */
export function waitAfter(tries: number, { freeTries, longestWaitSeconds }: GrowingWait): number {
  const beyond = tries - freeTries;
  if (beyond <= 0) return 0;
  return Math.min(2 ** Math.min(beyond, 30), longestWaitSeconds);
}

/** "12 seconds", "1 minute", "15 minutes": rounded up, so that who waits that long has waited enough. */
export function waitInWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} ${whole === 1 ? "second" : "seconds"}`;
  const minutes = Math.ceil(whole / 60);
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}

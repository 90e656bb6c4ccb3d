import "server-only";
import { createTokenBucket } from "@/lib/domain/token-bucket";

/** So many refusals are answered at once; of those beyond, each waits, and so many wait at most. */
export const REFUSAL_PACE = { perSecond: 500, burst: 2_000, heldMs: 1_000, maxHeld: 2_000 };

export type RefusalPace = {
  /** Resolves when a refusal that was decided at `nowMs` may be answered. */
  wait(nowMs: number): Promise<void>;
};

/**
 * Slows a flood down: who waits for an answer sends nothing meanwhile, and a flood of forged requests leaves the
 * processor to those that are signed. Nothing waits while refusals are rare.
 */
export function createRefusalPace(settings: Partial<typeof REFUSAL_PACE> = {}): RefusalPace {
  const { perSecond, burst, heldMs, maxHeld } = { ...REFUSAL_PACE, ...settings };
  const bucket = createTokenBucket({ perSecond, burst });
  let held = 0;
  return {
    async wait(nowMs) {
      if (bucket.take(nowMs) || held >= maxHeld) return;
      held += 1;
      await new Promise((resolve) => setTimeout(resolve, heldMs));
      held -= 1;
    },
  };
}

/**
 * One queue for each sender, first in first out at a steady rate. The slot of a message is known
 * when it joins, so a queue is only the instant at which its next slot is free.
 */
export type SenderQueues = {
  /** Messages that wait for this sender; the one going out is no longer among them. */
  length(sender: string, now: number, intervalMs: number): number;
  /** Takes the next slot; null when it would come after `expiresAt`. */
  join(sender: string, now: number, intervalMs: number, expiresAt: number): number | null;
};

export function createSenderQueues(): SenderQueues {
  const nextFreeAt = new Map<string, number>();
  return {
    length(sender, now, intervalMs) {
      const lastSlotAt = (nextFreeAt.get(sender) ?? 0) - intervalMs;
      return intervalMs > 0 ? Math.max(0, Math.ceil((lastSlotAt - now) / intervalMs)) : 0;
    },
    join(sender, now, intervalMs, expiresAt) {
      const slotAt = Math.max(now, nextFreeAt.get(sender) ?? 0);
      if (slotAt > expiresAt) return null;
      nextFreeAt.set(sender, slotAt + intervalMs);
      return slotAt;
    },
  };
}

const tollFreePattern = /^\+1(800|833|844|855|866|877|888)/;

/**
 * Messages per second by kind of sender.
 * Source: https://help.twilio.com/articles/115002943027
 */
export function usualRate(sender: string): number {
  if (/^(whatsapp|rcs):/.test(sender)) return 80;
  if (/^\d{5,6}$/.test(sender)) return 100;
  if (!sender.startsWith("+")) return 10;
  return tollFreePattern.test(sender) ? 3 : 1;
}

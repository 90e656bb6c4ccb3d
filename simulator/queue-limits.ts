import { usualRate } from "./sender-queues";
import type { World } from "./world";

/** Rate and room of a sender's queue, after `timeScale`. */
export function queueOf(world: World, accountSid: string, sender: string) {
  const number = world.accounts
    .get(accountSid)
    ?.phoneNumbers.find(({ phoneNumber }) => phoneNumber === sender);
  const rate = number?.messagesPerSecond ?? usualRate(sender);
  return {
    intervalMs: (1000 / rate) * world.settings.timeScale,
    limit: number?.queueLimit ?? Math.round(rate * 36_000),
  };
}

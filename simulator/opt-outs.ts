import * as z from "zod";
import { normaliseAddress, numberOf } from "./address";
import type { World } from "./world";

export const inboundTextSchema = z.strictObject({
  /** Who texts. */
  from: z.string().min(1),
  /** One of the account's senders; without it, every sender and service of the account. */
  to: z.string().min(1).optional(),
  body: z.enum(["STOP", "START"]).default("STOP"),
  accountSid: z.string().optional(),
});

/**
 * A recipient texts STOP or START. With a service the whole service is meant, as with Twilio's
 * default opt-out handling. Returns the senders and services concerned; null for an unknown
 * account or sender.
 * Source: https://help.twilio.com/articles/223134027
 */
export function receiveInboundText(
  world: World,
  text: z.output<typeof inboundTextSchema>,
): string[] | null {
  const account = world.accounts.get(text.accountSid ?? world.options.accountSid);
  if (!account) return null;
  const own = [
    ...account.phoneNumbers.map(({ phoneNumber }) => phoneNumber),
    ...account.channelSenders,
  ];
  const to = text.to === undefined ? null : normaliseAddress(text.to);
  if (to !== null && !own.includes(to)) return null;
  const senders = to === null ? own : [to];
  const services = [...account.services.values()]
    .filter((service) => service.senders.some(({ sender }) => senders.includes(sender)))
    .map(({ sid }) => sid);

  const recipient = normaliseAddress(text.from);
  const concerned = [...senders, ...services];
  for (const sender of concerned) {
    const key = optOutKey(account.sid, sender, recipient);
    if (text.body === "STOP") world.optOuts.add(key);
    else world.optOuts.delete(key);
  }
  return concerned;
}

/** A person opts out by number, on whatever channel. */
export function optOutKey(accountSid: string, sender: string, recipient: string): string {
  return `${accountSid}|${sender}|${numberOf(recipient)}`;
}

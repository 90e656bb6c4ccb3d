import type { Account } from "./accounts";
import { channelOf } from "./address";
import { hashOf } from "./draws";
import type { Channel } from "./journey";
import type { Message } from "./message";
import { scriptFor } from "./outcome-numbers";
import type { World } from "./world";

/** The senders of a service that can carry a channel. */
export function poolFor(
  account: Account,
  serviceSid: string,
  channel: "phone" | "whatsapp" | "rcs",
): string[] {
  const senders = account.services.get(serviceSid)?.senders ?? [];
  return senders.map(({ sender }) => sender).filter((sender) => channelOf(sender) === channel);
}

/** The channel on which a service would reach this recipient. */
export function serviceChannel(
  account: Account,
  serviceSid: string,
  to: string,
): "phone" | "whatsapp" | "rcs" {
  const channel = channelOf(to);
  if (channel === "whatsapp" || channel === "rcs") return channel;
  const reachesByRcs = scriptFor(to)?.rcsHandset === true;
  return reachesByRcs && poolFor(account, serviceSid, "rcs").length > 0 ? "rcs" : "phone";
}

/**
 * The sender a service picks: the same for the same recipient, whatever the load, as with Sticky
 * Sender. Without a service the account's first number serves (an RCS fallback needs one).
 */
export function chooseSender(world: World, message: Message): string | null {
  const account = world.accounts.get(message.accountSid);
  if (!account) return null;
  const wanted = message.channel === "sms" || message.channel === "mms" ? "phone" : message.channel;
  const pool = message.messagingServiceSid
    ? poolFor(account, message.messagingServiceSid, wanted)
    : account.phoneNumbers.map(({ phoneNumber }) => phoneNumber);
  if (pool.length === 0) return account.phoneNumbers[0]?.phoneNumber ?? null;
  const index = Number.parseInt(hashOf("sender", message.to).slice(0, 8), 16) % pool.length;
  return pool[index] ?? null;
}

export function messageChannel(family: "phone" | "whatsapp" | "rcs", isMms: boolean): Channel {
  if (family !== "phone") return family;
  return isMms ? "mms" : "sms";
}

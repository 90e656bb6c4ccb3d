import type { Channel } from "./journey";

/** One parameter; order is the order on the wire, names may repeat. */
export type CallbackParam = readonly [name: string, value: string];

export type CallbackFacts = {
  accountSid: string;
  messageSid: string;
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  channel: Channel;
  channelInstallSid: string;
  status: string;
  errorCode: number | null;
  channelStatusMessage: string | null;
  /** `YYMMDDhhmm`, when the carrier's receipt had it. */
  rawDlrDoneDate: string | null;
};

/** Twilio's parameter set of a status callback, by channel. */
export function buildCallbackParams(facts: CallbackFacts): CallbackParam[] {
  const params: CallbackParam[] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null) params.push([name, value]);
  };
  const onChannel = facts.channel === "whatsapp" || facts.channel === "rcs";
  const isRead = facts.status === "read";

  if (onChannel && isRead) add("EventType", "READ");
  if (onChannel && facts.status === "delivered") add("EventType", "DELIVERED");
  if (onChannel && facts.status === "undelivered") add("EventType", "UNDELIVERED");
  if (!onChannel) add("RawDlrDoneDate", facts.rawDlrDoneDate);
  add("ErrorCode", facts.errorCode === null ? null : String(facts.errorCode));
  add("SmsSid", facts.messageSid);
  add("SmsStatus", facts.status);
  add("MessageStatus", facts.status);
  if (onChannel && facts.status !== "queued") {
    add("ChannelToAddress", maskAddress(facts.to));
    add("ChannelPrefix", facts.channel);
    if (!isRead) add("ChannelInstallSid", facts.channelInstallSid);
    if (facts.status === "sent") add("StructuredMessage", "false");
    add("ChannelStatusMessage", facts.channelStatusMessage);
  }
  add("To", facts.to);
  add("MessagingServiceSid", facts.messagingServiceSid);
  add("MessageSid", facts.messageSid);
  add("AccountSid", facts.accountSid);
  add("From", facts.from);
  add("ApiVersion", "2010-04-01");
  return params;
}

/** `whatsapp:+918489510000` → `+91848951XXXX`. */
function maskAddress(address: string): string {
  const number = address.replace(/^[a-z]+:/, "");
  return `${number.slice(0, -4)}XXXX`;
}

/** Parameters nobody has documented: one new, one empty, one repeated. */
export const unknownParams: readonly CallbackParam[] = [
  ["CarrierTraceId", "trace 7f+3/ü"],
  ["MessageIntent", ""],
  ["RoutingHint", "b"],
  ["RoutingHint", "a"],
];

/** What the signature covers: every value under its name. */
export function paramsByName(params: readonly CallbackParam[]): Record<string, string | string[]> {
  const byName: Record<string, string | string[]> = {};
  for (const [name, value] of params) {
    const known = byName[name];
    byName[name] = known === undefined ? value : [known, value].flat();
  }
  return byName;
}

export function encodeParams(params: readonly CallbackParam[]): string {
  return new URLSearchParams(params.map(([name, value]) => [name, value])).toString();
}

/** `YYMMDDhhmm` in UTC. */
export function formatDlrDate(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, "").slice(2, 12);
}

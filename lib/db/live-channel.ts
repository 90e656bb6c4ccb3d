import "server-only";

/** The channel of pg_notify on which every change of a message is told: `<highest event seq>:<id>,<id>,…`. */
export const LIVE_CHANNEL = "milepost";

export type LiveNotification = { seq: string; messageIds: string[] };

/** Reads a payload of the live channel; an unreadable one names no message. Throws nothing. */
export function parseLiveNotification(payload: string): LiveNotification {
  const [seq = "", ids = ""] = payload.split(":");
  return { seq, messageIds: ids.split(",").filter(Boolean) };
}

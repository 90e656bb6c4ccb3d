import type { Account } from "./accounts";
import { normaliseAddress } from "./address";
import { apiError } from "./api-error";
import type { Message } from "./message";
import { messageResource } from "./message-resource";
import { pageOfUris } from "./paging";
import type { World } from "./world";

const dayMs = 24 * 3_600_000;

/** `GET Messages.json`: newest first by the time sent, filtered by To, From and DateSent. */
export function listMessages(world: World, account: Account, path: string, query: URLSearchParams) {
  const isWanted = messageFilter(query);
  const sortAt = ({ sentAt, createdAt }: Message) => sentAt ?? createdAt;
  const messages = [...world.messages.values()]
    .filter((message) => message.accountSid === account.sid && isWanted(message))
    .sort((a, b) => sortAt(b) - sortAt(a) || b.ordinal - a.ordinal);
  return pageOfUris(path, query, "messages", messages, (message) => messageResource(message));
}

function messageFilter(query: URLSearchParams): (message: Message) => boolean {
  const to = query.get("To");
  const from = query.get("From");
  const on = dateRange(query.get("DateSent"));
  const upTo = dateRange(query.get("DateSent<"));
  const since = dateRange(query.get("DateSent>"));
  const wantedTo = to && normaliseAddress(to);
  const wantedFrom = from && normaliseAddress(from);
  return ({ to, from, sentAt }) => {
    if (wantedTo && to !== wantedTo) return false;
    if (wantedFrom && from !== wantedFrom) return false;
    if (on && !(sentAt !== null && sentAt >= on.startsAt && sentAt < on.endsAt)) return false;
    if (upTo && !(sentAt !== null && sentAt < upTo.endsAt)) return false;
    return !(since && !(sentAt !== null && sentAt >= since.startsAt));
  };
}

/** A day, or one second when a time of day other than midnight is given; GMT. */
function dateRange(text: string | null): { startsAt: number; endsAt: number } | null {
  if (text === null || text === "") return null;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const hasZone = /(Z|[+-]\d\d:?\d\d|GMT|UTC|[A-Z]{3})$/.test(text);
  const startsAt = Date.parse(isDay || hasZone ? text : `${text}Z`);
  if (Number.isNaN(startsAt)) {
    throw apiError(20001, {
      detail: `'${text}' is not a valid date: use YYYY-MM-DD (GMT)`,
    });
  }
  return {
    startsAt,
    endsAt: startsAt + (startsAt % dayMs === 0 ? dayMs : 1000),
  };
}

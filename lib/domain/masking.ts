import type { Viewer } from "./viewer";

/** What the team chose to hide. */
export type Masking = { numbers: boolean; bodies: boolean };

/** What somebody is shown: false means hidden from them. */
export type Sight = { numbers: boolean; bodies: boolean };

/**
 * What somebody is shown under the team's masking. Numbers are hidden from those who only read, people and programs;
 * bodies from everybody, until somebody who may reveals one.
 */
export function sightOf(viewer: Pick<Viewer, "role">, masking: Masking): Sight {
  return { numbers: !masking.numbers || viewer.role !== "viewer", bodies: !masking.bodies };
}

const HIDDEN = "••••";

/** An address with its channel prefix and the last four digits of its number left; of a short one nothing is left. */
export function hideAddress(address: string): string {
  const [, prefix = "", local = ""] = /^([a-z][a-z0-9_-]*:)?(.*)$/is.exec(address) ?? [];
  const digits = local.replace(/\D/g, "");
  return `${prefix}${HIDDEN}${digits.length >= 8 ? ` ${digits.slice(-4)}` : ""}`;
}

/** A text with every number in international form in it hidden, also as it stands in a URL. */
export function hideNumbersIn(text: string): string {
  return text.replace(/(\+|%2B)\d{4,11}(\d{4})/gi, `${HIDDEN}$2`);
}

/** Parameters whose value tells who a person is, whatever it looks like. */
const PERSON_NAMES: ReadonlySet<string> = new Set([
  "To",
  "From",
  "Called",
  "Caller",
  "ForwardedFrom",
  "WaId",
  "ProfileName",
  "ChannelToAddress",
  "ExternalUserId",
  "OriginalRepliedMessageSender",
]);
/** Parameters that hold what somebody wrote. */
const TEXT_NAMES: ReadonlySet<string> = new Set([
  "Body",
  "ButtonText",
  "ButtonPayload",
  "ListId",
  "ListTitle",
  "SpeechResult",
  "TranscriptionText",
]);

/**
 * Parameters as somebody may see them: names stay, hidden values are replaced. The names are Twilio's of status
 * callbacks and of incoming messages and calls (https://www.twilio.com/docs/messaging/guides/webhook-request).
 */
export function hideInPairs(
  pairs: readonly (readonly [string, string])[],
  sight: Sight,
): [string, string][] {
  return pairs.map(([name, value]) => [name, shownValue(name, value, sight)]);
}

function shownValue(name: string, value: string, sight: Sight): string {
  if (value === "") return value;
  if (TEXT_NAMES.has(name) && !sight.bodies) return HIDDEN;
  if (sight.numbers) return value;
  return PERSON_NAMES.has(name) || /^([a-z]+:)?\+\d{5,15}$/i.test(value.trim())
    ? hideAddress(value)
    : hideNumbersIn(value);
}

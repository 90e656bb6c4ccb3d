import { replaceSmartCharacters } from "./message-body";

/** What we asked for, as far as Twilio's resource shows it. */
export type AskedMessage = {
  from: string | null;
  messagingServiceSid: string | null;
  /** Null: no text was given, or a template makes it. */
  body: string | null;
};

/** What Twilio has. */
export type StandingMessage = AskedMessage;

/**
 * Whether a message at Twilio may be the one that was asked for: same sender and same text. A trial account puts
 * words in front, Smart Encoding replaces characters, and a redacted text proves nothing. Never throws.
 */
export function mayBeTheSame(asked: AskedMessage, standing: StandingMessage): boolean {
  if (asked.from !== null && standing.from !== asked.from) return false;
  if (asked.messagingServiceSid !== null) {
    if (standing.messagingServiceSid !== asked.messagingServiceSid) return false;
  }
  if (asked.body === null || standing.body === null) return true;
  const plain = (text: string) => replaceSmartCharacters(text).trim();
  return plain(standing.body).endsWith(plain(asked.body));
}

import { SegmentedMessage } from "sms-segments-calculator";

/** Source: https://www.twilio.com/docs/api/errors/21617 */
export const maxBodyCharacters = 1600;

/** No text within the limit is longer. The calculator is quadratic, so a pasted book would hang. */
const maxMeasuredUnits = 2 * maxBodyCharacters;

export type SmsEncoding = "GSM-7" | "UCS-2";

export type BodySegment = {
  /** UTF-16 offsets into `sentText`, `end` exclusive. */
  start: number;
  end: number;
};

export type ForcingCharacter = {
  character: string;
  /** UTF-16 offset into the text as written. */
  index: number;
  /** What Smart Encoding puts in its place; null when it knows nothing in GSM-7. */
  replacement: string | null;
};

export type BodyMeasure = {
  /** Unicode characters as written: what the limit of 1,600 counts. */
  characters: number;
  isTooLong: boolean;
  encoding: SmsEncoding;
  /** What goes out: the text as written, or with Smart Encoding's replacements. */
  sentText: string;
  segments: BodySegment[];
  /** How many more GSM-7 or UCS-2 units fit the last segment without a further one. */
  leftInSegment: number;
  /** How many units one segment takes: 160 or 70 alone, 153 or 67 each when there are several. */
  unitsPerSegment: number;
  /** The characters of the text as written that GSM-7 does not have, in order. */
  forcing: ForcingCharacter[];
};

/**
 * Measures a text as Twilio will cut it into SMS segments; an empty text has none. Of a text that
 * is too long, all but `characters` is about its first 3,200 UTF-16 units. Runs in the browser and
 * on the server; never throws.
 * Source: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding and
 * https://www.twilio.com/docs/messaging/services/smart-encoding-char-list
 */
export function measureBody(
  text: string,
  { smartEncoding }: { smartEncoding: boolean },
): BodyMeasure {
  const characters = countCharacters(text);
  const measured = text.slice(0, maxMeasuredUnits);
  const sentText = smartEncoding ? replaceSmartCharacters(measured) : measured;
  const message = new SegmentedMessage(sentText);
  const encoding = message.encodingName;
  const segments = segmentsOf(message);
  const bitsPerUnit = encoding === "GSM-7" ? 7 : 16;
  const freeBits = message.segments.at(-1)?.freeSizeInBits() ?? 0;
  const headerBits = segments.length > 1 ? 48 : 0;
  return {
    characters,
    isTooLong: characters > maxBodyCharacters,
    encoding,
    sentText,
    segments,
    leftInSegment: Math.max(0, Math.floor(freeBits / bitsPerUnit)),
    unitsPerSegment: Math.floor((1120 - headerBits) / bitsPerUnit),
    forcing: forcingCharacters(measured),
  };
}

/** How many Unicode characters a text has; an emoji of one code point counts once. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/**
 * The text with Smart Encoding's replacements, also where other characters keep it in UCS-2.
 * Source: https://www.twilio.com/docs/messaging/services/smart-encoding-char-list
 */
export function replaceSmartCharacters(text: string): string {
  const replacements = new Map(
    forcingCharacters(text).map(({ character, replacement }) => [character, replacement]),
  );
  return [...text].map((character) => replacements.get(character) ?? character).join("");
}

function forcingCharacters(text: string): ForcingCharacter[] {
  const verdicts = new Map<string, Verdict>();
  const found: ForcingCharacter[] = [];
  let index = 0;
  for (const character of text) {
    const verdict = verdicts.get(character) ?? judge(character);
    verdicts.set(character, verdict);
    if (!verdict.isGsm7) found.push({ character, index, replacement: verdict.replacement });
    index += character.length;
  }
  return found;
}

type Verdict = { isGsm7: true } | { isGsm7: false; replacement: string | null };

function judge(character: string): Verdict {
  if (new SegmentedMessage(character).encodingName === "GSM-7") return { isGsm7: true };
  const replaced = new SegmentedMessage(character, "auto", true);
  const replacement = replaced.encodingName === "GSM-7" ? replaced.graphemes.join("") : null;
  return { isGsm7: false, replacement };
}

function segmentsOf(message: SegmentedMessage): BodySegment[] {
  const segments: BodySegment[] = [];
  let start = 0;
  for (const segment of message.segments) {
    const characters: { raw?: string }[] = segment;
    const length = characters.reduce((sum, { raw }) => sum + (raw?.length ?? 0), 0);
    if (length > 0) segments.push({ start, end: start + length });
    start += length;
  }
  return segments;
}

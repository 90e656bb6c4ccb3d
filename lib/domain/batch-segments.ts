import { measureBody, replaceSmartCharacters } from "./message-body";

/**
 * The characters of GSM-7 that take one unit. Its extension table takes two, and is left to the full measure.
 * Source: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
 */
const oneUnit =
  /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ]*$/;

/** One UTF-16 unit each, and none joins its neighbours into one sign. */
const plainWide =
  /^[\u0020-\u007e\u00a0-\u02ff\u0370-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\n]*$/;

const replacements = new Map<string, string>();
const maxReplacements = 2_000;

/**
 * How many SMS segments a text takes: the same number as `measureBody` finds, many times as fast for texts without
 * rare characters, so that a list of thousands can be totalled. Never throws.
 */
export function countSegments(text: string, { smartEncoding }: { smartEncoding: boolean }): number {
  const sent = smartEncoding && !oneUnit.test(text) ? smarten(text) : text;
  if (sent === "") return 0;
  if (oneUnit.test(sent)) return sent.length <= 160 ? 1 : Math.ceil(sent.length / 153);
  if (hasOnlyPlainWide(sent)) return sent.length <= 70 ? 1 : Math.ceil(sent.length / 67);
  return measureBody(text, { smartEncoding }).segments.length;
}

/** Also without the extension table's characters alone: then the text may still be GSM-7. */
function hasOnlyPlainWide(text: string): boolean {
  return (
    plainWide.test(text) &&
    /[^\n\r\u0020-\u007e¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ€\f]/.test(text)
  );
}

function smarten(text: string): string {
  let sent = "";
  for (const character of text) {
    let replaced = replacements.get(character);
    if (replaced === undefined) {
      replaced = oneUnit.test(character) ? character : replaceSmartCharacters(character);
      if (replacements.size < maxReplacements) replacements.set(character, replaced);
    }
    sent += replaced;
  }
  return sent;
}

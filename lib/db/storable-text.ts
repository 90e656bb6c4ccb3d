import "server-only";

/**
 * Text as PostgreSQL's text and jsonb can hold it: U+0000 becomes U+2400, half of a surrogate pair U+FFFD. What has
 * to be kept byte by byte is kept as bytes.
 */
export function storableText(text: string): string {
  return /[\0\ud800-\udfff]/.test(text)
    ? text.replaceAll("\0", "\u2400").replace(/\p{Surrogate}/gu, "\ufffd")
    : text;
}

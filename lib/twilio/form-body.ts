import "server-only";

/** Parameters in the order received; repeated names and blank values are all there. */
export type ParameterPairs = ReadonlyArray<readonly [name: string, value: string]>;

/** What Twilio's helper library signs: a repeated name holds all of its values. */
export type SignatureParams = Record<string, string | string[]>;

export const MAX_PARAMETERS = 500;
export const MAX_PARAMETER_NAME_LENGTH = 256;

/** The body is a form, but beyond what a status callback could ever be. */
export class ParameterLimitError extends Error {
  override readonly name = "ParameterLimitError";

  constructor(
    readonly reason: "too_many_parameters" | "parameter_name_too_long",
    message: string,
  ) {
    super(message);
  }
}

/**
 * Decodes an application/x-www-form-urlencoded body, byte for byte as the URL standard's
 * `URLSearchParams` does: `+` is a space, a broken `%` escape stays, invalid UTF-8 becomes U+FFFD.
 * Throws `ParameterLimitError` above 500 parameters or a name above 256 UTF-16 units.
 * https://url.spec.whatwg.org/#urlencoded-parsing
 */
export function parseFormBody(rawBody: Uint8Array): ParameterPairs {
  return parsePairs(escapeNonAscii(rawBody));
}

/** Decodes a raw query, with or without its `?`, under the rules and limits of `parseFormBody`. */
export function parseQuery(rawQuery: string): ParameterPairs {
  return parsePairs(escapeNonAscii(Buffer.from(rawQuery)));
}

/**
 * Shapes pairs for Twilio's helper library. The result has no prototype, so that a parameter
 * called `__proto__` is signed like any other. Throws nothing.
 */
export function toSignatureParams(pairs: ParameterPairs): SignatureParams {
  const params: SignatureParams = Object.create(null);
  for (const [name, value] of pairs) {
    const known = params[name];
    if (known === undefined) params[name] = value;
    else if (typeof known === "string") params[name] = [known, value];
    else known.push(value);
  }
  return params;
}

function parsePairs(encoded: string): ParameterPairs {
  refuseTooMany(encoded);
  const pairs = [...new URLSearchParams(encoded)];
  for (const [name] of pairs) {
    if (name.length > MAX_PARAMETER_NAME_LENGTH) {
      throw new ParameterLimitError(
        "parameter_name_too_long",
        `A parameter's name has ${name.length} characters; at most ${MAX_PARAMETER_NAME_LENGTH} are read`,
      );
    }
  }
  return pairs;
}

/** Counted before decoding, so that a hostile body costs one scan and no allocation. */
function refuseTooMany(encoded: string): void {
  let count = 0;
  let start = 0;
  while (start < encoded.length) {
    const next = encoded.indexOf("&", start);
    const end = next === -1 ? encoded.length : next;
    if (end > start) count += 1;
    if (count > MAX_PARAMETERS) {
      throw new ParameterLimitError(
        "too_many_parameters",
        `The form has more than ${MAX_PARAMETERS} parameters`,
      );
    }
    start = end + 1;
  }
}

/** Node decodes text with both raw non-ASCII and broken escapes wrongly; all-ASCII it is exact. */
function escapeNonAscii(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.replace(
    /[\x80-\xff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

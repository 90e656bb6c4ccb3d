import "server-only";
import { getExpectedBodyHash } from "twilio/lib/webhooks/webhooks.js";

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
  return rawQuery === "" ? [] : parsePairs(escapeNonAscii(Buffer.from(rawQuery)));
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

/** A form that Twilio may have signed, of which the body received is what was left. */
export type BodyGuess = {
  /** Completes "The body was changed on the way: "; null for the body received. */
  change: string | null;
  /** Said instead of the change, where the body itself is not at fault. */
  sentence?: string;
  pairs: () => ParameterPairs;
  /** The query that belongs to this form; undefined: the one received. */
  query?: string | null;
};

/**
 * Lists the forms that may have become this body on the way: read from another format, with blank
 * parameters dropped or added, plus signs, white space, encodings or repeated names changed. The
 * first is the body as received; then the likeliest. For explaining a refusal only. The list is
 * short whatever the input, and its forms are made when asked for. Throws `ParameterLimitError` as
 * `parseFormBody` does.
 */
export function guessBodies(rawBody: Uint8Array, rawQuery: string): [BodyGuess, ...BodyGuess[]] {
  const text = Buffer.from(rawBody).toString("utf8");
  const formats = [...formInJson(text), ...formInBase64(text)];
  const isForm = formats.length === 0 && !JSON_BEGINNING.test(text);
  const body = isForm ? parseFormBody(rawBody) : [[text, ""] as const];
  const query = parseQuery(rawQuery);
  const replaced = body.length === 0 ? formInQuery(rawQuery) : withoutForm(text, query);
  const guesses: [BodyGuess, ...BodyGuess[]] = [
    { change: null, pairs: () => body },
    ...formats,
    ...replaced,
  ];
  if (body.length > MAX_GUESSED_PARAMETERS) return guesses;
  return [
    ...guesses,
    ...missingBlanks(body),
    ...addedBlanks(body),
    ...changedPlusSigns(body),
    ...changedWhiteSpace(body),
    ...changedEncoding(body, rawBody),
    ...changedRepeats(body),
    ...copiedQuery(body, query),
    ...addedParameters(body),
    ...twoMissingBlanks(body),
  ];
}

/** Parameters that may be blank, or that Twilio adds only sometimes; the likeliest first. */
const BLANK_PARAMETERS = [
  "MessagingServiceSid",
  "ErrorCode",
  "Body",
  "From",
  "ErrorMessage",
  "ChannelStatusMessage",
  "RawDlrDoneDate",
  "EventType",
  "ChannelInstallSid",
  "ChannelPrefix",
  "ChannelToAddress",
  "StructuredMessage",
  "To",
  "SmsStatus",
  "ApiVersion",
];

const FREE_TEXT_PARAMETERS = ["Body", "ChannelStatusMessage", "ErrorMessage", "From", "To"];
const MAX_GUESSES_PER_NAME = 40;
/** A status callback has some ten parameters: a form far beyond is not one that was changed. */
const MAX_GUESSED_PARAMETERS = 100;

function guess(change: string, pairs: ParameterPairs): BodyGuess {
  return { change, pairs: () => pairs };
}

function guessValues(
  change: string,
  body: ParameterPairs,
  toValue: (value: string, name: string) => string,
): BodyGuess {
  return { change, pairs: () => body.map(([name, value]) => [name, toValue(value, name)]) };
}

function absentNames(body: ParameterPairs): string[] {
  const present = new Set(body.map(([name]) => name));
  return BLANK_PARAMETERS.filter((name) => !present.has(name));
}

function missingBlanks(body: ParameterPairs): BodyGuess[] {
  return absentNames(body).map((name) => ({
    change: `a blank parameter (${name}) is missing`,
    pairs: () => [...body, [name, ""]],
  }));
}

function twoMissingBlanks(body: ParameterPairs): BodyGuess[] {
  const names = absentNames(body).slice(0, 6);
  return names.flatMap((first, index) =>
    names.slice(index + 1).map(
      (second): BodyGuess => ({
        change: `two blank parameters (${first}, ${second}) are missing`,
        pairs: () => [...body, [first, ""], [second, ""]],
      }),
    ),
  );
}

function addedBlanks(body: ParameterPairs): BodyGuess[] {
  const blank = body.filter(([, value]) => value === "");
  if (blank.length < 2) return [];
  return [
    guess(
      "blank parameters were added",
      body.filter(([, value]) => value !== ""),
    ),
  ];
}

function addedParameters(body: ParameterPairs): BodyGuess[] {
  const blank = new Set(body.filter(([, value]) => value === "").map(([name]) => name));
  return distinctNames(body).map((name) => ({
    change: `a ${blank.has(name) ? "blank " : ""}parameter (${shortName(name)}) was added`,
    pairs: () => body.filter(([other]) => other !== name),
  }));
}

function changedPlusSigns(body: ParameterPairs): BodyGuess[] {
  const withPlus = (value: string, name: string) =>
    name === "To" || name === "From" ? value.replace(/^([a-z]+:)?(?=\d{7,15}$)/, "$1+") : value;
  return [
    guessValues("+ was read as a space in front of a number", body, (value) =>
      value.replace(/^([a-z]+:)? (?=\d)/, "$1+"),
    ),
    guessValues("+ was read as a space", body, (value) => value.replaceAll(" ", "+")),
    guessValues("a space was written as +", body, (value) => value.replaceAll("+", " ")),
    ...["To", "From"].map((only) =>
      guessValues(`the plus sign of ${only} is missing`, body, (value, name) =>
        name === only ? withPlus(value, name) : value,
      ),
    ),
    guessValues("the plus sign of To and From is missing", body, withPlus),
  ];
}

function changedWhiteSpace(body: ParameterPairs): BodyGuess[] {
  const around: [string, (value: string) => string][] = [
    ["a space at the end", (value) => `${value} `],
    ["a space at the beginning", (value) => ` ${value}`],
    ["a line break at the end", (value) => `${value}\n`],
  ];
  const present = distinctNames(body).filter((name) => FREE_TEXT_PARAMETERS.includes(name));
  return [
    guessValues("white space was added around a value", body, (value) => value.trim()),
    guessValues("line breaks were changed from LF to CRLF", body, (value) =>
      value.replaceAll("\r\n", "\n"),
    ),
    guessValues("line breaks were changed from CRLF to LF", body, (value) =>
      value.replace(/\r?\n/g, "\r\n"),
    ),
    ...present.flatMap((only) =>
      around.map(([where, restore]) =>
        guessValues(`${where} of ${only} was trimmed`, body, (value, name) =>
          name === only ? restore(value) : value,
        ),
      ),
    ),
  ];
}

function changedEncoding(body: ParameterPairs, rawBody: Uint8Array): BodyGuess[] {
  return [
    guessValues("it was escaped twice", body, decodeAgain),
    guessValues("UTF-8 was read as ISO-8859-1", body, (value) => {
      const isLatin1 = /^[\0-\xff]*$/.test(value);
      return isLatin1 ? Buffer.from(value, "latin1").toString("utf8") : value;
    }),
    { change: "UTF-8 was written as ISO-8859-1", pairs: () => parseLatin1(rawBody, body) },
  ];
}

function decodeAgain(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    return value;
  }
}

function parseLatin1(rawBody: Uint8Array, body: ParameterPairs): ParameterPairs {
  const utf8 = Buffer.from(rawBody)
    .toString("latin1")
    .replace(/%([89a-f][0-9a-f])|[\x80-\xff]/gi, (byte, hex: string | undefined) =>
      encodeURIComponent(hex ? String.fromCharCode(Number.parseInt(hex, 16)) : byte),
    );
  return parseOrElse(Buffer.from(utf8), body);
}

function parseOrElse(rawBody: Uint8Array, otherwise: ParameterPairs): ParameterPairs {
  try {
    return parseFormBody(rawBody);
  } catch {
    return otherwise;
  }
}

function changedRepeats(body: ParameterPairs): BodyGuess[] {
  const repeated = distinctNames(body).filter(
    (name) => body.filter(([other]) => other === name).length > 1,
  );
  const joined = distinctNames(body).filter((name) =>
    body.some(([other, value]) => other === name && value.includes(",")),
  );
  return [
    ...repeated.slice(0, 8).flatMap((name) => {
      const values = body.filter(([other]) => other === name);
      const others = body.filter(([other]) => other !== name);
      const change = `a parameter (${shortName(name)}) was repeated`;
      return [
        guess(`${change}, the first is the right one`, [...others, ...values.slice(0, 1)]),
        guess(`${change}, the last is the right one`, [...others, ...values.slice(-1)]),
      ];
    }),
    ...joined.slice(0, 8).map((only) => ({
      change: `the values of a repeated parameter (${shortName(only)}) were joined`,
      pairs: () =>
        body.flatMap(([name, value]) =>
          name === only
            ? value.split(/, ?/).map((part) => [name, part] as const)
            : [[name, value] as const],
        ),
    })),
  ];
}

const JSON_BEGINNING = /^\s*[{[]/;

function formInJson(text: string): BodyGuess[] {
  const form = JSON_BEGINNING.test(text) ? parseFlatJson(text) : [];
  return form.length > 0 ? [guess("a gateway turned the form into JSON", form)] : [];
}

function parseFlatJson(text: string): ParameterPairs {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return Object.entries(value)
      .slice(0, MAX_PARAMETERS)
      .flatMap(([name, values]) =>
        [values].flat().map((one) => [name, typeof one === "object" ? "" : String(one)] as const),
      );
  } catch {
    return [];
  }
}

function formInBase64(text: string): BodyGuess[] {
  if (!/^\s*[\w+/-]{16,}={0,2}\s*$/.test(text)) return [];
  const form = Buffer.from(text, "base64");
  if (!form.includes("AccountSid=")) return [];
  return [{ change: "a gateway encoded it in base64", pairs: () => parseOrElse(form, []) }];
}

/** Signed without parameters: the body is not Twilio's, or it is signed by its hash in the query. */
function withoutForm(text: string, query: ParameterPairs): BodyGuess[] {
  const hash = query.find(([name]) => name === "bodySHA256")?.[1];
  if (hash === undefined) {
    const sentence =
      "The signature covers the address alone: the body was added or replaced on the way";
    return [{ ...guess("it was added or replaced", []), sentence }];
  }
  if (hash.toLowerCase() === getExpectedBodyHash(text)) {
    const sentence = "The body is signed through bodySHA256, as no status callback is";
    return [{ ...guess("it is signed by its hash", []), sentence }];
  }
  return [guess("its SHA-256 is not the signed bodySHA256", [])];
}

function copiedQuery(body: ParameterPairs, query: ParameterPairs): BodyGuess[] {
  const names = new Set(query.map(([name]) => name));
  const rest = body.filter(([name]) => !names.has(name));
  return rest.length < body.length ? [guess("the query was copied into it", rest)] : [];
}

/** Twilio's own names begin with a capital letter: what else is in the query belongs there. */
function formInQuery(rawQuery: string): BodyGuess[] {
  const parts = rawQuery.split("&");
  const form = parts.filter((part) => /^[A-Z]/.test(part));
  const query = parts.filter((part) => !form.includes(part)).join("&");
  if (form.length === 0) return [];
  return [
    { ...guess("it was moved into the query", parseQuery(form.join("&"))), query: query || null },
  ];
}

function distinctNames(body: ParameterPairs): string[] {
  return [...new Set(body.map(([name]) => name))].slice(0, MAX_GUESSES_PER_NAME);
}

/** Names are anybody's text: only a short, plain one is repeated in a sentence. */
function shortName(name: string): string {
  return /^[\w.[\]-]{1,40}$/.test(name) ? name : "its name is not plain";
}

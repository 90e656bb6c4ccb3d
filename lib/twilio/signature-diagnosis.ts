import "server-only";
import { timingSafeEqual } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { type AccountKey, type AccountKeyring, shortSid } from "./account-keys";
import {
  type BodyGuess,
  guessBodies,
  ParameterLimitError,
  type ParameterPairs,
  type SignatureParams,
  toSignatureParams,
} from "./form-body";
import {
  type AddressGuesses,
  composeSignedUrl,
  guessAddresses,
  type OriginGuess,
  type PathGuess,
  type PublicBaseUrl,
  parsePublicBaseUrl,
  parseRequestTarget,
  type QueryGuess,
  type RequestHeaders,
} from "./public-url";
import { verifySignature } from "./signature";
import { findAccountSid } from "./status-callback";

export type DiagnosisBudget = {
  /** HMACs computed at most. */
  maxHashes: number;
  /** A longer body is not diagnosed. */
  maxBodyBytes: number;
  /** Bytes hashed at most, over all HMACs. */
  maxHashedBytes: number;
};

export type DiagnosisInput = {
  method: string;
  /** The request target as received: raw path and query. */
  rawTarget: string;
  headers: RequestHeaders;
  rawBody: Uint8Array;
  /** The X-Twilio-Signature header. */
  signature: string | null | undefined;
  /** PUBLIC_BASE_URL as configured. */
  publicBaseUrl: string;
  keyring: AccountKeyring;
  budget?: Partial<DiagnosisBudget>;
};

export type DiagnosisSetting = {
  name:
    | "PUBLIC_BASE_URL"
    | "TWILIO_AUTH_TOKEN"
    | "TWILIO_AUTH_TOKEN_PREVIOUS"
    | "TWILIO_SUBACCOUNTS";
  /** What to write there: an address or an account SID, never a secret. */
  value?: string;
};

/** One address tried with one key. */
export type DiagnosisAttempt = {
  /** How the address differs from the configured one, such as "as forwarded, plain http". */
  address: string;
  url: string;
  keyLabel: string;
  /** How the body differs from the one received; null: not at all. */
  bodyChange: string | null;
  valid: boolean;
};

export type SignatureDiagnosis = {
  found: boolean;
  sentence: string;
  setting?: DiagnosisSetting;
  /** The address that Twilio signed, when found. */
  signedUrl?: string;
  /** The address that the refused check was made with; empty without a PUBLIC_BASE_URL. */
  checkedUrl: string;
  /** Rows and columns of an address × key matrix, and the attempt that succeeded. */
  attempts: readonly DiagnosisAttempt[];
  hashesTried: number;
};

export const DEFAULT_DIAGNOSIS_BUDGET: DiagnosisBudget = {
  maxHashes: 600,
  maxBodyBytes: 65_536,
  maxHashedBytes: 4_194_304,
};

/** https://www.twilio.com/docs/api/errors/21609 */
const MAX_URL_CHARACTERS = 4000;
const MAX_ATTEMPTS = 120;
const MAX_RECORDED_CHARACTERS = 65_536;
const MAX_FAR_KEYS = 100;
/** `verifySignature` computes at most this many HMACs for one key. */
const HASHES_PER_VERIFICATION = 7;

/**
 * Explains a refused signature by looking for the change that makes it valid: of the address, the
 * key or the body, one at a time, then two together, the likeliest first. It only words what it
 * finds: nothing is accepted by it. Work is bounded by the budget whatever the input, and no secret
 * enters the result. Throws nothing.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function diagnoseSignature(input: DiagnosisInput): SignatureDiagnosis {
  const base = parsePublicBaseUrl(input.publicBaseUrl);
  const checkedUrl = base ? composeSignedUrl(base, input.rawTarget) : "";
  const budget = { ...DEFAULT_DIAGNOSIS_BUDGET, ...input.budget };
  const untried = (sentence: string, setting?: DiagnosisSetting): SignatureDiagnosis => {
    const words = setting ? { sentence, setting } : { sentence };
    return { found: false, ...words, checkedUrl, attempts: [], hashesTried: 0 };
  };

  if (!input.signature?.trim()) return untried(NO_SIGNATURE);
  const signatures = findSignatures(input.signature);
  if (signatures.length === 0) return untried(MALFORMED_SIGNATURE);
  if (input.keyring.all().length === 0) return untried(NO_KEY, { name: "TWILIO_AUTH_TOKEN" });
  if (Math.max(input.rawTarget.length, checkedUrl.length) > MAX_URL_CHARACTERS) {
    return untried(LONG_URL);
  }
  if (input.rawBody.byteLength > budget.maxBodyBytes) {
    return untried(`The body has more than the ${budget.maxBodyBytes} bytes that are looked into`);
  }
  const addresses = guessAddresses(base, input.rawTarget, input.headers);
  if (addresses.origins.length === 0) return untried(NO_BASE_URL, { name: "PUBLIC_BASE_URL" });
  const bodies = guessBodiesWithinLimits(input);
  if ("tooMuch" in bodies) return untried(bodies.tooMuch);

  const received = bodies[0].pairs();
  // A body in another format names its account only in the form read from it, which comes next.
  const accountSid = findAccountSid(received) ?? findAccountSid(bodies[1]?.pairs() ?? []);
  const { finding, attempts, hashesTried } = findChange({
    checkedUrl,
    params: toSignatureParams(received),
    signatures,
    addresses,
    bodies,
    ...keysByDistance(input.keyring, accountSid),
    budget,
  });
  const words = finding
    ? describeFinding(input, base, finding)
    : describeNothingFound(input, received, accountSid);
  return { ...words, checkedUrl, attempts, hashesTried };
}

const NO_SIGNATURE =
  "No signature header: this did not come from Twilio, or a proxy removed X-Twilio-Signature";
const MALFORMED_SIGNATURE =
  "X-Twilio-Signature is no base64 of an HMAC-SHA1 (28 characters): this did not come from Twilio, or a proxy changed the header";
const NO_KEY = "TWILIO_AUTH_TOKEN is empty, so nothing can be verified";
const NO_BASE_URL = "PUBLIC_BASE_URL is no absolute address, so nothing can be verified";
const LONG_URL = `The address has more than ${MAX_URL_CHARACTERS} characters, which Twilio never calls`;
const NOT_POST =
  "A status callback is a POST request, and this was none: a redirect changed it, or it did not come from Twilio";
const EMPTY_BODY =
  "The body is empty: a redirect or a proxy dropped it on the way, so the signature cannot be valid";
const NO_ACCOUNT =
  "The body does not name one account (AccountSid), so no key can be chosen for it";
const SIGNED_EMPTY =
  "The body is empty, and was empty when it was signed: this is not a status callback";
const NOTHING_FOUND =
  "No key that we know and no address that we tried makes this valid: it was forged, or signed with a token that is not configured";

/** A header that was doubled or quoted on the way may still hold a signature. */
function findSignatures(header: string): string[] {
  const found = header.slice(0, 256).match(/(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{27}=(?!=)/g) ?? [];
  return [...new Set(found)].slice(0, 3);
}

function guessBodiesWithinLimits(
  input: DiagnosisInput,
): readonly [BodyGuess, ...BodyGuess[]] | { tooMuch: string } {
  try {
    return guessBodies(input.rawBody, parseRequestTarget(input.rawTarget).query ?? "");
  } catch (error) {
    if (error instanceof ParameterLimitError) return { tooMuch: error.message };
    throw error;
  }
}

type OwnedKey = { accountSid: string; key: AccountKey };

/** Near are the keys of the account named in the body, or the first of all when it has none. */
function keysByDistance(
  keyring: AccountKeyring,
  accountSid: string | null,
): { nearKeys: readonly OwnedKey[]; farKeys: readonly OwnedKey[] } {
  const all = keyring.all();
  const own = all.filter((owned) => owned.accountSid === accountSid);
  const nearKeys = own.length > 0 ? own : all.slice(0, 4);
  const farKeys = all.filter((owned) => !nearKeys.includes(owned)).slice(0, MAX_FAR_KEYS);
  return { nearKeys, farKeys };
}

type Search = {
  checkedUrl: string;
  params: SignatureParams;
  signatures: readonly string[];
  addresses: AddressGuesses;
  bodies: readonly [BodyGuess, ...BodyGuess[]];
  nearKeys: readonly OwnedKey[];
  farKeys: readonly OwnedKey[];
  budget: DiagnosisBudget;
};

type Trial = {
  url: string;
  /** What Twilio would have signed: the address and the sorted parameters. */
  signedText: string;
  origin: OriginGuess;
  path: PathGuess;
  query: QueryGuess;
  body: BodyGuess;
  owned: OwnedKey;
  /** Nothing is changed: the check that refused the request, made again. */
  isRepetition: boolean;
};

type Finding = Trial & { signature: string };

type SearchResult = {
  finding: Finding | null;
  attempts: readonly DiagnosisAttempt[];
  hashesTried: number;
};

function findChange(search: Search): SearchResult {
  const { budget, signatures } = search;
  const attempts: DiagnosisAttempt[] = [];
  let hashesTried = 0;
  let hashedBytes = 0;
  let recordedCharacters = 0;

  for (const trial of listTrials(search)) {
    const hashes = trial.isRepetition ? HASHES_PER_VERIFICATION * signatures.length : 1;
    const bytes = hashes * Buffer.byteLength(trial.signedText);
    const fits = hashesTried + hashes <= budget.maxHashes;
    if (!fits || hashedBytes + bytes > budget.maxHashedBytes) break;
    hashesTried += hashes;
    hashedBytes += bytes;

    const signature = trial.isRepetition
      ? signatures.find((offered) => isVerified(search, trial, offered))
      : signatures.find(isSignatureOf(trial));
    const hasRoom = attempts.length < MAX_ATTEMPTS && recordedCharacters < MAX_RECORDED_CHARACTERS;
    if (signature !== undefined || (hasRoom && trial.body.change === null)) {
      attempts.push(toAttempt(trial, signature !== undefined));
      recordedCharacters += trial.url.length;
    }
    if (signature !== undefined) return { finding: { ...trial, signature }, attempts, hashesTried };
  }
  return { finding: null, attempts, hashesTried };
}

function isVerified(search: Search, trial: Trial, signature: string): boolean {
  const { params } = search;
  return verifySignature({ url: trial.url, signature, keys: [trial.owned.key], params }).verified;
}

/** The parameters are already part of the text: the helper adds none to it. */
function isSignatureOf(trial: Trial): (offered: string) => boolean {
  const { key } = trial.owned;
  switch (key.kind) {
    case "auth_token": {
      const expected = getExpectedTwilioSignature(key.secret, trial.signedText, {});
      return (offered) => timingSafeEqual(Buffer.from(offered), Buffer.from(expected));
    }
  }
}

function toAttempt(trial: Trial, valid: boolean): DiagnosisAttempt {
  const labels = [trial.origin.label, trial.path.label, trial.query.label].filter(Boolean);
  return {
    address: labels.join(", ") || "PUBLIC_BASE_URL",
    url: trial.url,
    keyLabel: trial.owned.key.label,
    bodyChange: trial.body.change,
    valid,
  };
}

function* listTrials(search: Search): Generator<Trial> {
  const { addresses, bodies, nearKeys, farKeys } = search;
  const texts = new Map<BodyGuess, string>();
  const textOf = (body: BodyGuess) => {
    const text = texts.get(body) ?? toSignedText(body.pairs());
    texts.set(body, text);
    return text;
  };
  const keys = [nearKeys, ...farKeys.map((owned) => [owned])];

  for (const change of listChanges([
    addresses.origins.length,
    addresses.paths.length,
    addresses.queries.length,
    bodies.length,
    keys.length,
  ])) {
    const [o = 0, p = 0, q = 0, b = 0, k = 0] = change;
    const origin = addresses.origins[o];
    const path = addresses.paths[p];
    const query = addresses.queries[q];
    const body = bodies[b];
    if (!origin || !path || !query || !body) continue;

    const otherQuery = body.query === undefined ? path.query : body.query;
    if (otherQuery !== undefined && q > 0) continue;
    const isNoChange = b > 0 && body.query === undefined && textOf(body) === textOf(bodies[0]);
    if (isNoChange) continue;

    const rawQuery = otherQuery === undefined ? query.query : otherQuery;
    const url = origin.origin + path.path + (rawQuery === null ? "" : `?${rawQuery}`);
    const signedText = url + textOf(body);
    const isRepetition = url === search.checkedUrl && b === 0 && k === 0;
    for (const owned of keys[k] ?? []) {
      yield { url, signedText, origin, path, query, body, owned, isRepetition };
    }
  }
}

/**
 * Indexes into lists of the given sizes, 0 being unchanged: no change, each single change, then
 * each two changes, those near the beginning of their lists first.
 */
function* listChanges(sizes: readonly number[]): Generator<number[]> {
  const unchanged = sizes.map(() => 0);
  yield unchanged;
  for (const [list, size] of sizes.entries()) {
    for (let index = 1; index < size; index += 1) yield unchanged.with(list, index);
  }
  const largestSum = 2 * (Math.max(...sizes) - 1);
  for (let sum = 2; sum <= largestSum; sum += 1) {
    for (const [first, firstSize] of sizes.entries()) {
      for (let second = first + 1; second < sizes.length; second += 1) {
        const lowest = Math.max(1, sum - (sizes[second] ?? 0) + 1);
        for (let index = lowest; index < Math.min(sum, firstSize); index += 1) {
          yield unchanged.with(first, index).with(second, sum - index);
        }
      }
    }
  }
}

/** Twilio's rule: names sorted, each with its value; a repeated name with each different value. */
function toSignedText(pairs: ParameterPairs): string {
  const params = toSignatureParams(pairs);
  let text = "";
  for (const name of Object.keys(params).sort()) {
    const values = params[name] ?? "";
    if (typeof values === "string") text += name + values;
    else for (const value of [...new Set(values)].sort()) text += name + value;
  }
  return text;
}

type Words = Pick<SignatureDiagnosis, "found" | "sentence" | "setting" | "signedUrl">;

function describeFinding(
  input: DiagnosisInput,
  base: PublicBaseUrl | null,
  finding: Finding,
): Words {
  const address = describeAddress(base, finding);
  const key = describeKey(input.keyring, finding);
  const sentences = [
    address?.sentence,
    finding.body.change === null
      ? undefined
      : (finding.body.sentence ?? `The body was changed on the way: ${finding.body.change}`),
    key?.sentence,
    finding.signature === input.signature
      ? undefined
      : "X-Twilio-Signature was changed on the way: it holds more than the signature",
  ].filter((sentence) => sentence !== undefined);
  const setting = address?.setting ?? key?.setting;
  return {
    found: true,
    sentence:
      sentences.join(". ") || "Valid with today's settings: they were others when it was refused",
    ...(setting && { setting }),
    signedUrl: finding.url,
  };
}

type Clause = { sentence: string; setting?: DiagnosisSetting };

function describeAddress(base: PublicBaseUrl | null, finding: Finding): Clause | null {
  const { origin, path, query } = finding;
  const basePrefix = base?.pathPrefix ?? "";
  const prefix = path.pathPrefix ?? basePrefix;
  const value = withoutDefaultPort(origin.origin) + prefix;
  const needsBase = base === null || value !== withoutDefaultPort(base.origin) + basePrefix;
  const isPathPutRight = needsBase && path.pathPrefix !== null && prefix !== basePrefix;
  const changes = [isPathPutRight ? "" : path.label, query.label].filter(Boolean).join(", ");
  const reasons = [
    needsBase ? `set PUBLIC_BASE_URL to ${value}` : "",
    changes && `the address was changed on the way (${changes})`,
  ].filter(Boolean);
  if (reasons.length === 0) return null;
  const [shown = ""] = finding.url.split("?", 1);
  const sentence = `Valid for ${shown}: ${reasons.join(", and ")}`;
  return needsBase ? { sentence, setting: { name: "PUBLIC_BASE_URL", value } } : { sentence };
}

/** Verification tolerates a default port on either side: no setting has to name it. */
function withoutDefaultPort(origin: string): string {
  return origin.replace(/^(https:\/\/.*):443$|^(http:\/\/.*):80$/i, "$1$2");
}

function describeKey(keyring: AccountKeyring, { body, owned }: Finding): Clause | null {
  const pairs = body.pairs();
  const accountSid = findAccountSid(pairs);
  const { label } = owned.key;
  if (accountSid === owned.accountSid) return null;
  if (accountSid === null) {
    if (pairs.length > 0) return { sentence: `${NO_ACCOUNT}, although one fits (${label})` };
    return body.change === null ? { sentence: SIGNED_EMPTY } : null;
  }
  const sentence = `Signed with another account's token (${label})`;
  const [ownKey] = keyring.find(accountSid);
  if (!ownKey) {
    return {
      sentence: `${sentence}: the body names account ${shortSid(accountSid)}, for which no token is configured`,
      setting: { name: "TWILIO_SUBACCOUNTS", value: accountSid },
    };
  }
  return ownKey.label.startsWith("subaccount")
    ? { sentence, setting: { name: "TWILIO_SUBACCOUNTS", value: accountSid } }
    : { sentence, setting: { name: "TWILIO_AUTH_TOKEN" } };
}

function describeNothingFound(
  input: DiagnosisInput,
  body: ParameterPairs,
  accountSid: string | null,
): Words {
  if (input.method.toUpperCase() !== "POST") return { found: false, sentence: NOT_POST };
  if (body.length === 0) return { found: false, sentence: EMPTY_BODY };
  if (accountSid === null) return { found: false, sentence: NO_ACCOUNT };
  if (input.keyring.find(accountSid).length > 0) return { found: false, sentence: NOTHING_FOUND };
  return {
    found: false,
    sentence: `The body names account ${shortSid(accountSid)}, for which no token is configured: list its token in TWILIO_SUBACCOUNTS, if the account is yours`,
    setting: { name: "TWILIO_SUBACCOUNTS", value: accountSid },
  };
}

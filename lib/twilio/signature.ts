import "server-only";
import { timingSafeEqual } from "node:crypto";
// The webhook helpers alone: the package's root loads every Twilio product first.
import {
  getExpectedTwilioSignature,
  validateRequestWithBody,
} from "twilio/lib/webhooks/webhooks.js";
import type { AccountKey } from "./account-keys";
import type { SignatureParams } from "./form-body";
import { listSignedUrlForms } from "./signed-url-forms";

export type SignedRequest = {
  /** The full address Twilio requested: public origin, raw path, raw query, no fragment. */
  url: string;
  /** The X-Twilio-Signature header. */
  signature: string | null | undefined;
  /** The keys of the account named in the body, and of no other. */
  keys: readonly AccountKey[];
} & (
  | { params: SignatureParams }
  /** A body that is not a form: the signed query carries its hash as `bodySHA256`. */
  | { rawBody: Uint8Array }
);

export type SignatureVerdict = { verified: true; keyLabel: string } | { verified: false };

/** Base64 of an HMAC-SHA1: 20 bytes. */
const SIGNATURE_FORM = /^[A-Za-z0-9+/]{27}=$/;

/**
 * Whether Twilio signed this request with one of the keys, by Twilio's own helper library, and with
 * which. Closed by default: no key, an empty key, a missing or malformed header and an unusable
 * address all answer `verified: false`. Throws nothing.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function verifySignature(request: SignedRequest): SignatureVerdict {
  const { signature } = request;
  if (typeof signature !== "string" || !SIGNATURE_FORM.test(signature)) return { verified: false };
  const keys = request.keys.filter((key) => key.secret !== "");

  try {
    const key =
      keys.find((candidate) => matchesAsReceived(request, signature, candidate)) ??
      keys.find((candidate) => matchesTolerantly(request, signature, candidate));
    return key ? { verified: true, keyLabel: key.label } : { verified: false };
  } catch {
    return { verified: false };
  }
}

/** One HMAC: mostly the address as received is the one that was signed. */
function matchesAsReceived(request: SignedRequest, signature: string, key: AccountKey): boolean {
  return "params" in request && isSignatureOf(request.url, request.params, signature, key);
}

/** Also with or without the default port, and with the query escaped in the ways known to be signed. */
function matchesTolerantly(request: SignedRequest, signature: string, key: AccountKey): boolean {
  if ("params" in request) {
    return listSignedUrlForms(request.url).some(
      (form) => form !== request.url && isSignatureOf(form, request.params, signature, key),
    );
  }
  switch (key.kind) {
    case "auth_token":
      return validateRequestWithBody(key.secret, signature, request.url, textOf(request.rawBody));
  }
}

function isSignatureOf(
  url: string,
  params: SignatureParams,
  signature: string,
  key: AccountKey,
): boolean {
  switch (key.kind) {
    case "auth_token": {
      const expected = getExpectedTwilioSignature(key.secret, url, params);
      return timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
    }
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

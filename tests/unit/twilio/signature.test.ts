import * as fc from "fast-check";
import { getExpectedBodyHash, getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import type { AccountKey } from "@/lib/twilio/account-keys";
import { type ParameterPairs, parseFormBody, toSignatureParams } from "@/lib/twilio/form-body";
import { verifySignature } from "@/lib/twilio/signature";

const url = "https://example.com/api/webhooks/twilio/message-status?message=msg_1";
const key: AccountKey = { kind: "auth_token", label: "primary", secret: "12345" };
const previous: AccountKey = { kind: "auth_token", label: "previous", secret: "54321" };
const pairs: ParameterPairs = [
  ["MessageSid", `SM${"1".repeat(32)}`],
  ["MessageStatus", "delivered"],
  ["AccountSid", `AC${"2".repeat(32)}`],
  ["MessagingServiceSid", ""],
  ["To", "+14155551234"],
];
const params = toSignatureParams(pairs);
const refused = { verified: false };
const byPrimary = { verified: true, keyLabel: "primary" };

const bytes = (text: string) => new TextEncoder().encode(text);

/** Signs as Twilio does, over an address and a form. */
function sign(signedUrl: string, signedPairs: ParameterPairs, secret = key.secret): string {
  return getExpectedTwilioSignature(secret, signedUrl, toSignatureParams(signedPairs));
}

function verify(receivedUrl: string, signature: string | null | undefined, received = pairs) {
  const receivedParams = toSignatureParams(received);
  return verifySignature({ url: receivedUrl, signature, keys: [key], params: receivedParams });
}

describe("Twilio's published signatures", () => {
  const published = (from: string) =>
    toSignatureParams([
      ["CallSid", "CA1234567890ABCDE"],
      ["Caller", from],
      ["Digits", "1234"],
      ["From", from],
      ["To", "+18005551212"],
    ]);

  test.each([
    ["https://example.com/myapp.php?foo=1&bar=2", "+14158675310", "L/OH5YylLD5NRKLltdqwSvS0BnU="],
    ["https://mycompany.com/myapp.php?foo=1&bar=2", "+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
    [
      "https://mycompany.com:443/myapp.php?foo=1&bar=2",
      "+14158675309",
      "kvajT1Ptam85bY51eRf/AJRuM3w=",
    ],
    [
      "http://mycompany.com:80/myapp.php?foo=1&bar=2",
      "+14158675309",
      "0ZXoZLH/DfblKGATFgpif+LLRf4=",
    ],
    [
      "http://mycompany.com:1234/myapp.php?foo=1&bar=2",
      "+14158675309",
      "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
    ],
  ])("%s verifies", (signedUrl, from, signature) => {
    const request = { url: signedUrl, signature, keys: [key], params: published(from) };
    expect(verifySignature(request)).toEqual(byPrimary);
  });

  test.each([
    ["https://mycompany.com/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w="],
    ["https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
    ["http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4="],
  ])("%s verifies although only one side names the default port", (receivedUrl, signature) => {
    const request = { url: receivedUrl, signature, keys: [key], params: published("+14158675309") };
    expect(verifySignature(request)).toEqual(byPrimary);
  });
});

describe("verifySignature accepts", () => {
  test("parameters in any order", () => {
    expect(verify(url, sign(url, pairs), [...pairs].reverse())).toEqual(byPrimary);
  });

  test.each<[string, ParameterPairs]>([
    [
      "blank values",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    [
      "repeated names, de-duplicated and sorted",
      [
        ["a", "2"],
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    ["apostrophes, accents and emoji", [["Body", "l'été 😀 'tis"]]],
    [
      "names of Object.prototype",
      [
        ["__proto__", "x"],
        ["constructor", "y"],
        ["toString", ""],
      ],
    ],
    ["white space around values", [["Body", "  two\r\n "]]],
    ["U+0000", [["Body", "a\0b"]]],
    ["no parameters at all", []],
  ])("%s", (_, received) => {
    expect(verify(url, sign(url, received), received)).toEqual(byPrimary);
  });

  test("repeated values whatever order they arrive in", () => {
    const signature = sign(url, [
      ["a", "1"],
      ["a", "2"],
    ]);
    expect(
      verify(url, signature, [
        ["a", "2"],
        ["a", "1"],
        ["a", "1"],
      ]),
    ).toEqual(byPrimary);
  });

  test.each([
    ["a plus sign for the %20 that was signed", "?a=x%20y", "?a=x+y"],
    ["an apostrophe as it was signed", "?a=it's", "?a=it's"],
    ["an apostrophe escaped on the way", "?a=it's", "?a=it%27s"],
    ["an apostrophe that was signed escaped", "?a=it%27s", "?a=it's"],
  ])("in the query %s", (_, signedQuery, receivedQuery) => {
    const base = "https://example.com/hook";
    expect(verify(base + receivedQuery, sign(base + signedQuery, pairs))).toEqual(byPrimary);
  });

  test("a host in upper case for the lower case that was signed", () => {
    expect(verify(url.replace("example.com", "EXAMPLE.com"), sign(url, pairs))).toEqual(byPrimary);
  });

  test("an address with a port, signed with that port", () => {
    const withPort = "https://example.com:8443/hook";
    expect(verify(withPort, sign(withPort, pairs))).toEqual(byPrimary);
  });

  test("any key of the list, and says which", () => {
    const signature = sign(url, pairs, previous.secret);
    expect(verifySignature({ url, signature, keys: [key, previous], params })).toEqual({
      verified: true,
      keyLabel: "previous",
    });
  });

  test("a JSON body whose hash is in the signed query", () => {
    const body = '{"name":"é😀"}';
    const signedUrl = `${url}&bodySHA256=${getExpectedBodyHash(body)}`;
    const request = { url: signedUrl, signature: sign(signedUrl, []), keys: [key] };
    expect(verifySignature({ ...request, rawBody: bytes(body) })).toEqual(byPrimary);
    expect(verifySignature({ ...request, rawBody: bytes(`${body} `) })).toEqual(refused);
  });
});

describe("verifySignature refuses", () => {
  const signature = sign(url, pairs);

  test.each([
    ["no header", undefined],
    ["a null header", null],
    ["an empty header", ""],
    ["a short header", signature.slice(0, -2)],
    ["a header with a space", ` ${signature}`],
    ["two headers joined by the server", `${signature}, ${signature}`],
    ["characters beyond base64", `é${signature.slice(1)}`],
    ["a very long header", "A".repeat(1_000_000)],
    ["the signature in lower case", signature.toLowerCase()],
  ])("%s", (_, header) => {
    expect(verify(url, header)).toEqual(refused);
  });

  test("everything when there is no key", () => {
    expect(verifySignature({ url, signature, keys: [], params })).toEqual(refused);
  });

  test("a request signed with the empty key, although an empty key is configured", () => {
    const keys: AccountKey[] = [{ kind: "auth_token", label: "primary", secret: "" }];
    const forged = sign(url, pairs, "");
    expect(verifySignature({ url, signature: forged, keys, params })).toEqual(refused);
  });

  test("a request signed with another token", () => {
    expect(verify(url, sign(url, pairs, previous.secret))).toEqual(refused);
  });

  test.each([
    ["http for https", url.replace("https", "http")],
    ["another host", url.replace("example.com", "example.org")],
    ["a slash at the end", url.replace("message-status", "message-status/")],
    ["no query", url.replace(/\?.*/, "")],
    ["another query", `${url}&a=1`],
    ["a fragment", `${url}#rc=5`],
    ["user and password", url.replace("://", "://user:pass@")],
  ])("%s", (_, receivedUrl) => {
    expect(verify(receivedUrl, signature)).toEqual(refused);
  });

  test("a host in lower case when upper case was signed", () => {
    const signed = sign(url.replace("example.com", "Example.com"), pairs);
    expect(verify(url, signed)).toEqual(refused);
  });

  test("a missing port other than the default", () => {
    const signedUrl = "https://example.com:8443/hook";
    expect(verify("https://example.com/hook", sign(signedUrl, pairs))).toEqual(refused);
  });

  test("%20 for the plus sign that was signed", () => {
    const signed = sign("https://example.com/hook?a=x+y", pairs);
    expect(verify("https://example.com/hook?a=x%20y", signed)).toEqual(refused);
  });

  test.each<[string, ParameterPairs]>([
    ["a changed value", pairs.map(([n, v]) => [n, n === "MessageStatus" ? "failed" : v])],
    ["a blank parameter dropped", pairs.filter(([, value]) => value !== "")],
    ["a parameter added", [...pairs, ["Extra", ""]]],
    ["a value trimmed", pairs.map(([n, v]) => [n, v.replace("+", "")])],
    ["no parameters", []],
  ])("%s", (_, received) => {
    expect(verify(url, signature, received)).toEqual(refused);
  });

  test("only one value of a repeated name", () => {
    const repeated = sign(url, [
      ["a", "1"],
      ["a", "2"],
    ]);
    expect(verify(url, repeated, [["a", "2"]])).toEqual(refused);
  });

  test("a body without bodySHA256 in the query", () => {
    const request = { url, signature: sign(url, []), keys: [key], rawBody: bytes("{}") };
    expect(verifySignature(request)).toEqual(refused);
  });

  test.each(["", "/relative", "https://", "http://[", "\0"])(
    "the unusable address %j without throwing",
    (unusable) => {
      expect(verify(unusable, signature)).toEqual(refused);
      const request = { url: unusable, signature, keys: [key], rawBody: bytes("{}") };
      expect(verifySignature(request)).toEqual(refused);
    },
  );
});

describe("for any form", () => {
  const name = fc.oneof(
    fc.constantFrom("__proto__", "constructor", "0", "Body", "To"),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  const form = fc.array(fc.tuple(name, fc.string({ unit: "binary" })), { maxLength: 20 });
  const query = fc.string({ unit: fc.constantFrom("a", "=", "&", "+", "%20", "'", "%27", "?") });
  const encode = (received: ParameterPairs) =>
    new URLSearchParams(received.map(([n, v]) => [n, v])).toString();

  test("what Twilio signs verifies after the journey through a form body", () => {
    fc.assert(
      fc.property(form, query, (signed, search) => {
        const signedUrl = `https://example.com/hook?${search}`;
        const received = parseFormBody(bytes(encode(signed)));
        expect(verify(signedUrl, sign(signedUrl, signed), received)).toEqual(byPrimary);
      }),
    );
  });

  test("a changed byte of body, address or signature does not verify", () => {
    const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const change = fc.constantFrom("body", "url", "signature");
    fc.assert(
      fc.property(change, position, fc.constantFrom("x", "7", "Q"), (part, at, replacement) => {
        const original = { body: encode(pairs), url, signature: sign(url, pairs) };
        const text = original[part];
        const index = Math.floor(at * text.length);
        const changed = text.slice(0, index) + replacement + text.slice(index + 1);
        fc.pre(changed !== text);
        const received = { ...original, [part]: changed };
        expect(
          verify(received.url, received.signature, parseFormBody(bytes(received.body))),
        ).toEqual(refused);
      }),
      { numRuns: 500 },
    );
  });
});

import * as fc from "fast-check";
import { getExpectedBodyHash, getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import { createAccountKeyring } from "@/lib/twilio/account-keys";
import { type ParameterPairs, parseFormBody, toSignatureParams } from "@/lib/twilio/form-body";
import {
  composeSignedUrl,
  type PublicBaseUrl,
  parsePublicBaseUrl,
  parseRequestTarget,
} from "@/lib/twilio/public-url";
import { verifySignature } from "@/lib/twilio/signature";
import {
  DEFAULT_DIAGNOSIS_BUDGET,
  type DiagnosisInput,
  diagnoseSignature,
} from "@/lib/twilio/signature-diagnosis";

const mainSid = `AC${"a".repeat(28)}0001`;
const subSid = `AC${"b".repeat(28)}1234`;
const strangerSid = `AC${"c".repeat(28)}9999`;
const mainToken = "d41d8cd98f00b204e9800998ecf8427e";
const previousToken = "0cc175b9c0f1b6a831c399e269772661";
const subToken = "900150983cd24fb0d6963f7d28e17f72";
const strangerToken = "f96b697d7cb7938d525a2f31aaf161d0";

const keyring = createAccountKeyring({
  accountSid: mainSid,
  authToken: mainToken,
  previousAuthToken: previousToken,
  subaccounts: { [subSid]: [subToken] },
});
const noKeys = createAccountKeyring({
  accountSid: mainSid,
  authToken: "",
  previousAuthToken: "",
  subaccounts: {},
});

const door = "/api/webhooks/twilio/message-status";
const target = `${door}?message=msg_01ARZ3NDEKTSV4RRFFQ69G5FAV`;
const publicBaseUrl = "https://example.com";
const publicUrl = publicBaseUrl + target;
const pairs: ParameterPairs = [
  ["AccountSid", mainSid],
  ["ApiVersion", "2010-04-01"],
  ["From", "+15017250604"],
  ["MessageSid", `SM${"1".repeat(32)}`],
  ["MessageStatus", "delivered"],
  ["SmsSid", `SM${"1".repeat(32)}`],
  ["SmsStatus", "delivered"],
  ["To", "+15558675310"],
];

const bytes = (text: string) => new TextEncoder().encode(text);
const encode = (form: ParameterPairs) =>
  new URLSearchParams(form.map(([n, v]) => [n, v])).toString();
const replace = (name: string, value: string): ParameterPairs =>
  pairs.map(([other, old]) => [other, other === name ? value : old]);

function sign(url: string, form: ParameterPairs = pairs, token = mainToken): string {
  return getExpectedTwilioSignature(token, url, toSignatureParams(form));
}

/** A request as received, signed for the public address with the main token unless told otherwise. */
function request(
  changes: Partial<DiagnosisInput> & { form?: ParameterPairs } = {},
): DiagnosisInput {
  const { form = pairs, ...rest } = changes;
  return {
    method: "POST",
    rawTarget: target,
    headers: { host: "example.com" },
    rawBody: bytes(encode(form)),
    signature: sign(publicUrl),
    publicBaseUrl,
    keyring,
    ...rest,
  };
}

function baseOf(value: string | undefined): PublicBaseUrl {
  const base = parsePublicBaseUrl(value ?? "");
  expect(base).not.toBeNull();
  return base as PublicBaseUrl;
}

describe("without anything to try, the sentence says so:", () => {
  test.each<[string, Partial<DiagnosisInput>, string, string | undefined]>([
    [
      "no signature header",
      { signature: undefined },
      "No signature header: this did not come from Twilio, or a proxy removed X-Twilio-Signature",
      undefined,
    ],
    [
      "a blank signature header",
      { signature: " " },
      "No signature header: this did not come from Twilio, or a proxy removed X-Twilio-Signature",
      undefined,
    ],
    [
      "a header that is no signature",
      { signature: "hello" },
      "X-Twilio-Signature is no base64 of an HMAC-SHA1 (28 characters): this did not come from Twilio, or a proxy changed the header",
      undefined,
    ],
    [
      "no token",
      { keyring: noKeys },
      "TWILIO_AUTH_TOKEN is empty, so nothing can be verified",
      "TWILIO_AUTH_TOKEN",
    ],
    [
      "no public address and no host",
      { publicBaseUrl: "", headers: {} },
      "PUBLIC_BASE_URL is no absolute address, so nothing can be verified",
      "PUBLIC_BASE_URL",
    ],
    [
      "an endless address",
      { rawTarget: `/${"a".repeat(4000)}` },
      "The address has more than 4000 characters, which Twilio never calls",
      undefined,
    ],
    [
      "an endless body",
      { rawBody: bytes("a".repeat(65_537)) },
      "The body has more than the 65536 bytes that are looked into",
      undefined,
    ],
    [
      "too many parameters",
      { rawBody: bytes("a&".repeat(501)) },
      "The form has more than 500 parameters",
      undefined,
    ],
  ])("%s", (_, changes, sentence, settingName) => {
    const diagnosis = diagnoseSignature(request(changes));
    expect(diagnosis).toMatchObject({ found: false, sentence, attempts: [], hashesTried: 0 });
    expect(diagnosis.setting?.name).toBe(settingName);
  });
});

describe("when nothing fits, the sentence says what is known:", () => {
  const forged = sign(publicUrl, pairs, strangerToken);

  test.each<[string, Parameters<typeof request>[0], string, string | undefined]>([
    [
      "a forgery",
      { signature: forged },
      "No key that we know and no address that we tried makes this valid: it was forged, or signed with a token that is not configured",
      undefined,
    ],
    [
      "a forgery in JSON",
      { rawBody: bytes(JSON.stringify(Object.fromEntries(pairs))), signature: forged },
      "No key that we know and no address that we tried makes this valid: it was forged, or signed with a token that is not configured",
      undefined,
    ],
    [
      "an account without a token",
      { form: replace("AccountSid", strangerSid), signature: forged },
      "The body names account AC…9999, for which no token is configured: list its token in TWILIO_SUBACCOUNTS, if the account is yours",
      "TWILIO_SUBACCOUNTS",
    ],
    [
      "no account",
      { form: pairs.slice(1), signature: forged },
      "The body does not name one account (AccountSid), so no key can be chosen for it",
      undefined,
    ],
    [
      "an empty body",
      { form: [] },
      "The body is empty: a redirect or a proxy dropped it on the way, so the signature cannot be valid",
      undefined,
    ],
    [
      "another method",
      { method: "GET", form: [] },
      "A status callback is a POST request, and this was none: a redirect changed it, or it did not come from Twilio",
      undefined,
    ],
  ])("%s", (_, changes, sentence, settingName) => {
    const diagnosis = diagnoseSignature(request(changes));
    expect(diagnosis).toMatchObject({ found: false, sentence, checkedUrl: publicUrl });
    expect(diagnosis.signedUrl).toBeUndefined();
    expect(diagnosis.setting?.name).toBe(settingName);
    expect(diagnosis.attempts.some((attempt) => attempt.valid)).toBe(false);
  });
});

describe("a wrong PUBLIC_BASE_URL is found, and its right value:", () => {
  test.each<[string, Partial<DiagnosisInput> & { signedUrl: string }, string, string]>([
    [
      "http configured, https signed",
      { publicBaseUrl: "http://example.com", signedUrl: publicUrl },
      publicBaseUrl,
      "https",
    ],
    [
      "https configured, http signed",
      { signedUrl: publicUrl.replace("https", "http") },
      "http://example.com",
      "plain http",
    ],
    [
      "the internal address configured, the tunnel's signed",
      {
        publicBaseUrl: "http://127.0.0.1:3000",
        headers: { host: "abc.ngrok.app", "x-forwarded-proto": "https" },
        signedUrl: `https://abc.ngrok.app${target}`,
      },
      "https://abc.ngrok.app",
      "Host header",
    ],
    [
      "a host that the proxy forwards",
      {
        headers: {
          host: "10.0.0.7:3000",
          "x-forwarded-host": "hooks.example.org",
          "x-forwarded-proto": "https, https",
        },
        signedUrl: `https://hooks.example.org${target}`,
      },
      "https://hooks.example.org",
      "as forwarded",
    ],
    [
      "a list of forwarded hosts whose last is right",
      {
        headers: { "x-forwarded-host": "a.test, b.test, c.test, hooks.example.org" },
        signedUrl: `https://hooks.example.org${target}`,
      },
      "https://hooks.example.org",
      "as forwarded",
    ],
    [
      "a repeated header",
      {
        headers: { "x-forwarded-host": ["a.test", "hooks.example.org"] },
        signedUrl: `https://hooks.example.org${target}`,
      },
      "https://hooks.example.org",
      "as forwarded",
    ],
    [
      "a forwarded host over http",
      {
        headers: { "x-forwarded-host": "hooks.example.org", "x-forwarded-proto": "https,http" },
        signedUrl: `http://hooks.example.org${target}`,
      },
      "http://hooks.example.org",
      "as forwarded, plain http",
    ],
    [
      "RFC 7239",
      {
        headers: {
          forwarded: 'for=10.0.0.1, for=1.2.3.4;Host="hooks.example.org:8443";proto=https',
        },
        signedUrl: `https://hooks.example.org:8443${target}`,
      },
      "https://hooks.example.org:8443",
      "as forwarded",
    ],
    [
      "a host noted before a rewrite",
      {
        headers: { "x-original-host": "hooks.example.org" },
        signedUrl: `https://hooks.example.org${target}`,
      },
      "https://hooks.example.org",
      "as forwarded",
    ],
    [
      "an absolute-form request line",
      {
        rawTarget: `http://hooks.example.org${target}`,
        signedUrl: `http://hooks.example.org${target}`,
      },
      "http://hooks.example.org",
      "request line, plain http",
    ],
    [
      "a port that is missing",
      {
        headers: { "x-forwarded-port": "8443" },
        signedUrl: `https://example.com:8443${target}`,
      },
      "https://example.com:8443",
      "with the port",
    ],
    [
      "a forwarded host and a forwarded port",
      {
        headers: { "x-forwarded-host": "hooks.example.org", "x-forwarded-port": "8443" },
        signedUrl: `https://hooks.example.org:8443${target}`,
      },
      "https://hooks.example.org:8443",
      "as forwarded, with the port",
    ],
    [
      "a prefix that the proxy strips",
      {
        headers: { "x-forwarded-prefix": "/hooks/" },
        signedUrl: `https://example.com/hooks${target}`,
      },
      "https://example.com/hooks",
      "with the forwarded prefix",
    ],
    [
      "a prefix seen in the original target",
      {
        headers: { "x-original-uri": `/hooks${target}` },
        signedUrl: `https://example.com/hooks${target}`,
      },
      "https://example.com/hooks",
      "original path",
    ],
    [
      "a prefix that is not there",
      { publicBaseUrl: "https://example.com/hooks", signedUrl: publicUrl },
      publicBaseUrl,
      "without the prefix",
    ],
    [
      "the callback's whole address configured",
      { publicBaseUrl: `https://example.com${door}`, signedUrl: publicUrl },
      publicBaseUrl,
      "without the prefix",
    ],
    [
      "nothing configured",
      { publicBaseUrl: "", signedUrl: publicUrl },
      publicBaseUrl,
      "Host header",
    ],
    [
      "host and prefix together",
      {
        headers: { "x-forwarded-host": "hooks.example.org", "x-forwarded-prefix": "/in" },
        signedUrl: `https://hooks.example.org/in${target}`,
      },
      "https://hooks.example.org/in",
      "as forwarded, with the forwarded prefix",
    ],
  ])("%s", (_, { signedUrl, ...changes }, value, label) => {
    const signature = sign(signedUrl);
    const diagnosis = diagnoseSignature(request({ ...changes, signature }));
    expect(diagnosis).toMatchObject({
      found: true,
      sentence: `Valid for ${signedUrl.split("?")[0]}: set PUBLIC_BASE_URL to ${value}`,
      setting: { name: "PUBLIC_BASE_URL", value },
      signedUrl,
    });
    expect(diagnosis.attempts.at(-1)).toEqual({
      address: label,
      url: signedUrl,
      keyLabel: "primary",
      bodyChange: null,
      valid: true,
    });
    const url = composeSignedUrl(baseOf(diagnosis.setting?.value), changes.rawTarget ?? target);
    const keys = keyring.find(mainSid);
    const params = toSignatureParams(pairs);
    expect(verifySignature({ url, signature, keys, params }).verified).toBe(true);
  });
});

describe("an address changed on the way is found:", () => {
  const at = (query: string) => `${publicBaseUrl}${door}${query}`;

  test.each<[string, string, string, string]>([
    ["a slash that was removed", door, `${publicBaseUrl}${door}/`, "slash at the end"],
    ["a slash that was added", `${door}/`, `${publicBaseUrl}${door}`, "no slash at the end"],
    ["a slash that was merged", door, `${publicBaseUrl}/${door}`, "with a doubled slash"],
    ["a query that was added", `${door}?a=1`, at(""), "without the query"],
    [
      "a parameter that was added",
      `${door}?a=1&b=2&c=3&d=4`,
      at("?a=1&b=2&d=4"),
      "query with one parameter less",
    ],
    ["a question mark that was dropped", door, at("?"), "question mark at the end"],
    ["%20 for the plus sign", `${door}?a=x%20y`, at("?a=x+y"), "query with + for %20"],
    ["two parameters swapped", `${door}?a=1&b=2`, at("?b=2&a=1"), "query in another order"],
    [
      "three parameters sorted",
      `${door}?a=1&b=2&c=3`,
      at("?b=2&c=3&a=1"),
      "query in another order",
    ],
    ["escapes in upper case", `${door}?a=%2B`, at("?a=%2b"), "query with lower-case escapes"],
    ["a query that was decoded", `${door}?a=b%2Cc%3Ad`, at("?a=b,c:d"), "query decoded"],
    [
      "a query that was decoded once too often",
      `${door}?a=%2B`,
      at("?a=%252B"),
      "query escaped twice",
    ],
  ])("%s", (_, rawTarget, signedUrl, label) => {
    const diagnosis = diagnoseSignature(request({ rawTarget, signature: sign(signedUrl) }));
    expect(diagnosis).toMatchObject({
      found: true,
      sentence: `Valid for ${signedUrl.split("?")[0]}: the address was changed on the way (${label})`,
      signedUrl,
    });
    expect(diagnosis.setting).toBeUndefined();
  });

  test.each([
    ["upper-case escapes for lower-case ones", `${door}?a=%2b`, at("?a=%2B")],
    ["an apostrophe for its escape", `${door}?a='`, at("?a=%27")],
  ])("not when verification tolerates it: %s", (_, rawTarget, signedUrl) => {
    expect(diagnoseSignature(request({ rawTarget, signature: sign(signedUrl) })).sentence).toBe(
      "Valid with today's settings: they were others when it was refused",
    );
  });

  test("a path rewritten beyond any setting", () => {
    const signedUrl = at("?a=1").replace(door, "/twilio");
    const headers = { "x-original-uri": "/twilio?a=1" };
    expect(diagnoseSignature(request({ headers, signature: sign(signedUrl) }))).toMatchObject({
      found: true,
      sentence:
        "Valid for https://example.com/twilio: the address was changed on the way (original path)",
      signedUrl,
    });
  });
});

describe("a wrong key is found:", () => {
  test("another configured account's token", () => {
    const signature = sign(publicUrl, pairs, subToken);
    expect(diagnoseSignature(request({ signature }))).toMatchObject({
      found: true,
      sentence: "Signed with another account's token (subaccount AC…1234 primary)",
      setting: { name: "TWILIO_AUTH_TOKEN" },
      signedUrl: publicUrl,
    });
  });

  test("the main token for a subaccount that has its own", () => {
    const form = replace("AccountSid", subSid);
    const diagnosis = diagnoseSignature(request({ form, signature: sign(publicUrl, form) }));
    expect(diagnosis).toMatchObject({
      found: true,
      sentence: "Signed with another account's token (primary)",
      setting: { name: "TWILIO_SUBACCOUNTS", value: subSid },
    });
  });

  test("the main token for an account that is not configured", () => {
    const form = replace("AccountSid", strangerSid);
    const diagnosis = diagnoseSignature(request({ form, signature: sign(publicUrl, form) }));
    expect(diagnosis).toMatchObject({
      found: true,
      sentence:
        "Signed with another account's token (primary): the body names account AC…9999, for which no token is configured",
      setting: { name: "TWILIO_SUBACCOUNTS", value: strangerSid },
    });
  });

  test("a right token for a body without an account", () => {
    const form = pairs.slice(1);
    const diagnosis = diagnoseSignature(request({ form, signature: sign(publicUrl, form) }));
    expect(diagnosis.sentence).toBe(
      "The body does not name one account (AccountSid), so no key can be chosen for it, although one fits (primary)",
    );
  });

  test("none, when the settings have been put right since", () => {
    expect(diagnoseSignature(request())).toMatchObject({
      found: true,
      sentence: "Valid with today's settings: they were others when it was refused",
      attempts: [{ address: "PUBLIC_BASE_URL", keyLabel: "primary", valid: true }],
    });
  });

  test("none, when it is the previous token, which verifies", () => {
    const signature = sign(publicUrl, pairs, previousToken);
    expect(diagnoseSignature(request({ signature })).attempts).toMatchObject([
      { keyLabel: "primary", valid: false },
      { keyLabel: "previous", valid: true },
    ]);
  });
});

describe("a body changed on the way is found:", () => {
  const text = (body: string) => ["Body", body] as const;
  const whatsapp: ParameterPairs = [...replace("To", "whatsapp:+15558675310")];

  test.each<[string, ParameterPairs, ParameterPairs | string, string]>([
    [
      "a blank parameter dropped",
      [...pairs, ["MessagingServiceSid", ""]],
      pairs,
      "a blank parameter (MessagingServiceSid) is missing",
    ],
    [
      "two blank parameters dropped",
      [...pairs, ["ErrorCode", ""], ["ErrorMessage", ""]],
      pairs,
      "two blank parameters (ErrorCode, ErrorMessage) are missing",
    ],
    [
      "a blank parameter added",
      pairs,
      [...pairs, ["Extra", ""]],
      "a blank parameter (Extra) was added",
    ],
    [
      "blank parameters added",
      pairs,
      [...pairs, ["ErrorCode", ""], ["Extra", ""]],
      "blank parameters were added",
    ],
    ["a parameter added", pairs, [...pairs, ["team", "red"]], "a parameter (team) was added"],
    [
      "a parameter with a strange name",
      pairs,
      [...pairs, ["<b>", "red"]],
      "a parameter (its name is not plain) was added",
    ],
    [
      "our query copied",
      pairs,
      [...pairs, ["message", "msg_01ARZ3NDEKTSV4RRFFQ69G5FAV"]],
      "the query was copied into it",
    ],
    [
      "+ read as a space",
      pairs,
      pairs.map(([name, value]) => [name, value.replace("+", " ")]),
      "+ was read as a space in front of a number",
    ],
    [
      "+ read as a space behind a channel",
      whatsapp,
      whatsapp.map(([name, value]) => [name, value.replace("+", " ")]),
      "+ was read as a space in front of a number",
    ],
    [
      "+ read as a space within a text",
      [...pairs, text("1+1=2+0")],
      [...pairs, text("1 1=2 0")],
      "+ was read as a space",
    ],
    [
      "a space written as +",
      [...pairs.slice(0, 2), ...pairs.slice(3, 7), text("a b c")],
      [...pairs.slice(0, 2), ...pairs.slice(3, 7), text("a+b+c")],
      "a space was written as +",
    ],
    [
      "the plus signs lost",
      pairs,
      pairs.map(([name, value]) => [name, value.replace("+", "")]),
      "the plus sign of To and From is missing",
    ],
    [
      "one plus sign lost",
      pairs,
      replace("From", "15017250604"),
      "the plus sign of From is missing",
    ],
    [
      "a space trimmed off",
      [...pairs, text("Hi ")],
      [...pairs, text("Hi")],
      "a space at the end of Body was trimmed",
    ],
    [
      "a space trimmed off the front",
      [...pairs, text(" Hi")],
      [...pairs, text("Hi")],
      "a space at the beginning of Body was trimmed",
    ],
    [
      "a line break trimmed off",
      [...pairs, text("Hi\n")],
      [...pairs, text("Hi")],
      "a line break at the end of Body was trimmed",
    ],
    [
      "white space added",
      pairs,
      replace("MessageStatus", "delivered "),
      "white space was added around a value",
    ],
    [
      "LF made CRLF",
      [...pairs, text("a\nb")],
      [...pairs, text("a\r\nb")],
      "line breaks were changed from LF to CRLF",
    ],
    [
      "CRLF made LF",
      [...pairs, text("a\r\nb")],
      [...pairs, text("a\nb")],
      "line breaks were changed from CRLF to LF",
    ],
    [
      "escaped twice",
      pairs,
      pairs.map(([name, value]) => [name, encodeURIComponent(value)]),
      "it was escaped twice",
    ],
    [
      "UTF-8 read as ISO-8859-1",
      [...pairs, text("été 😀")],
      [...pairs, text(Buffer.from("été 😀").toString("latin1"))],
      "UTF-8 was read as ISO-8859-1",
    ],
    [
      "UTF-8 written as ISO-8859-1",
      [...pairs, text("été")],
      `${encode(pairs)}&Body=%E9t%E9`,
      "UTF-8 was written as ISO-8859-1",
    ],
    [
      "a parameter repeated, the first being right",
      pairs,
      [...pairs, ["To", "+1"]],
      "a parameter (To) was repeated, the first is the right one",
    ],
    [
      "a parameter repeated, the last being right",
      pairs,
      [["To", "+1"], ...pairs],
      "a parameter (To) was repeated, the last is the right one",
    ],
    [
      "repeated values joined",
      [...pairs, ["Tag", "b"], ["Tag", "a"]],
      [...pairs, ["Tag", "a, b"]],
      "the values of a repeated parameter (Tag) were joined",
    ],
    [
      "the form turned into JSON",
      [...pairs, ["Tag", "b"], ["Tag", "a"], ["Body", ""]],
      JSON.stringify({ ...Object.fromEntries(pairs), Tag: ["b", "a"], Body: null }),
      "a gateway turned the form into JSON",
    ],
    [
      "the form in base64",
      pairs,
      Buffer.from(encode(pairs)).toString("base64"),
      "a gateway encoded it in base64",
    ],
  ])("%s", (_, signed, received, change) => {
    const rawBody = bytes(typeof received === "string" ? received : encode(received));
    const signature = sign(publicUrl, signed);
    const diagnosis = diagnoseSignature(request({ rawBody, signature }));
    expect(diagnosis).toMatchObject({
      found: true,
      sentence: `The body was changed on the way: ${change}`,
      signedUrl: publicUrl,
    });
    expect(diagnosis.setting).toBeUndefined();
    expect(diagnosis.attempts.at(-1)).toMatchObject({ bodyChange: change, valid: true });
  });

  test("the form moved into the query", () => {
    const diagnosis = diagnoseSignature(
      request({ method: "GET", rawTarget: `${target}&${encode(pairs)}`, form: [] }),
    );
    expect(diagnosis).toMatchObject({
      found: true,
      sentence: "The body was changed on the way: it was moved into the query",
      signedUrl: publicUrl,
    });
  });

  test("a body that was never signed", () => {
    expect(diagnoseSignature(request({ signature: sign(publicUrl, []) }))).toMatchObject({
      found: true,
      sentence: "The signature covers the address alone: the body was added or replaced on the way",
    });
  });

  test("an empty body that was signed empty", () => {
    expect(diagnoseSignature(request({ form: [], signature: sign(publicUrl, []) }))).toMatchObject({
      found: true,
      sentence:
        "The body is empty, and was empty when it was signed: this is not a status callback",
    });
  });

  test.each([
    [
      "as it was signed",
      '[{"specversion":"1.0"}]',
      "The body is signed through bodySHA256, as no status callback is",
    ],
    [
      "with a byte changed",
      '[{"specversion":"1.1"}]',
      "The body was changed on the way: its SHA-256 is not the signed bodySHA256",
    ],
  ])("JSON signed by its hash, %s", (_, body, sentence) => {
    const hash = getExpectedBodyHash('[{"specversion":"1.0"}]');
    const rawTarget = `${door}?bodySHA256=${hash}`;
    const signature = sign(publicBaseUrl + rawTarget, []);
    expect(
      diagnoseSignature(request({ rawTarget, rawBody: bytes(body), signature })),
    ).toMatchObject({ found: true, sentence });
  });
});

describe("two changes together are found:", () => {
  test("a wrong address and a blank parameter dropped", () => {
    const signedUrl = `https://hooks.example.org${target}`;
    const signature = sign(signedUrl, [...pairs, ["MessagingServiceSid", ""]]);
    const headers = { host: "localhost:3000", "x-forwarded-host": "hooks.example.org" };
    expect(diagnoseSignature(request({ headers, signature }))).toMatchObject({
      found: true,
      sentence: `Valid for https://hooks.example.org${door}: set PUBLIC_BASE_URL to https://hooks.example.org. The body was changed on the way: a blank parameter (MessagingServiceSid) is missing`,
      setting: { name: "PUBLIC_BASE_URL", value: "https://hooks.example.org" },
      signedUrl,
    });
  });

  test("a default port, which verification tolerates, and a blank parameter dropped", () => {
    const signedUrl = `https://example.com:443${target}`;
    const signature = sign(signedUrl, [...pairs, ["MessagingServiceSid", ""]]);
    const diagnosis = diagnoseSignature(request({ signature }));
    expect(diagnosis).toMatchObject({
      found: true,
      sentence:
        "The body was changed on the way: a blank parameter (MessagingServiceSid) is missing",
      signedUrl,
    });
    expect(diagnosis.setting).toBeUndefined();
  });

  test("a wrong address and another account's token", () => {
    const signedUrl = publicUrl.replace("https", "http");
    expect(
      diagnoseSignature(request({ signature: sign(signedUrl, pairs, subToken) })),
    ).toMatchObject({
      found: true,
      sentence: `Valid for http://example.com${door}: set PUBLIC_BASE_URL to http://example.com. Signed with another account's token (subaccount AC…1234 primary)`,
      setting: { name: "PUBLIC_BASE_URL", value: "http://example.com" },
    });
  });

  test("another account's token and a plus sign read as a space", () => {
    const form = pairs.map(([name, value]) => [name, value.replace("+", " ")] as const);
    expect(
      diagnoseSignature(request({ form, signature: sign(publicUrl, pairs, subToken) })),
    ).toMatchObject({
      found: true,
      sentence:
        "The body was changed on the way: + was read as a space in front of a number. Signed with another account's token (subaccount AC…1234 primary)",
    });
  });

  test("a wrong scheme and a slash at the end", () => {
    const signedUrl = publicUrl.replace("https", "http").replace("?", "/?");
    expect(diagnoseSignature(request({ signature: sign(signedUrl) }))).toMatchObject({
      found: true,
      sentence: `Valid for http://example.com${door}/: set PUBLIC_BASE_URL to http://example.com, and the address was changed on the way (slash at the end)`,
    });
  });
});

describe("the header itself", () => {
  test.each([
    ["doubled", `${sign(publicUrl)}, ${sign(publicUrl)}`],
    ["quoted", `"${sign(publicUrl)}"`],
    ["beside another", `${sign(publicUrl, [])},${sign(publicUrl)}`],
  ])("%s is found to be changed", (_, signature) => {
    expect(diagnoseSignature(request({ signature }))).toMatchObject({
      found: true,
      sentence: "X-Twilio-Signature was changed on the way: it holds more than the signature",
    });
  });
});

describe("the attempts", () => {
  const forged = sign(publicUrl, pairs, strangerToken);
  const headers = {
    host: "10.0.0.7:3000",
    "x-forwarded-host": "hooks.example.org",
    "x-forwarded-proto": "https",
    "x-original-uri": "/in?x=1",
  };

  test("are a matrix of addresses and keys that begins with what was checked", () => {
    const { attempts } = diagnoseSignature(request({ headers, signature: forged }));
    expect(attempts.slice(0, 4)).toEqual([
      {
        address: "PUBLIC_BASE_URL",
        url: publicUrl,
        keyLabel: "primary",
        bodyChange: null,
        valid: false,
      },
      {
        address: "PUBLIC_BASE_URL",
        url: publicUrl,
        keyLabel: "previous",
        bodyChange: null,
        valid: false,
      },
      {
        address: "plain http",
        url: publicUrl.replace("https", "http"),
        keyLabel: "primary",
        bodyChange: null,
        valid: false,
      },
      {
        address: "plain http",
        url: publicUrl.replace("https", "http"),
        keyLabel: "previous",
        bodyChange: null,
        valid: false,
      },
    ]);
    const labels = attempts.map((attempt) => attempt.address);
    expect(labels).toEqual(
      expect.arrayContaining([
        "as forwarded",
        "Host header",
        "with the port",
        "slash at the end",
        "without the query",
      ]),
    );
  });

  test("are each made once", () => {
    const { attempts } = diagnoseSignature(request({ headers, signature: forged }));
    const cells = attempts.map((attempt) => `${attempt.url} ${attempt.keyLabel}`);
    expect(new Set(cells).size).toBe(cells.length);
  });

  test("show neither a secret nor a part of one, and no password of the address", () => {
    const result = JSON.stringify(
      diagnoseSignature(
        request({ publicBaseUrl: "https://user:hunter2@example.com", signature: forged }),
      ),
    );
    expect(result).not.toMatch(/hunter2|user/);
    for (const token of [mainToken, previousToken, subToken]) {
      expect(result).not.toContain(token.slice(0, 4));
      expect(result).not.toContain(token.slice(-4));
    }
  });
});

describe("whatever comes in", () => {
  const header = fc.oneof(
    fc.string(),
    fc.array(fc.string(), { maxLength: 50 }),
    fc.constantFrom(
      "https, https",
      "a.test, b.test",
      "for=1;host=x;proto=http",
      "é",
      ",".repeat(3000),
    ),
  );
  const hostile = fc.record<DiagnosisInput>({
    method: fc.constantFrom("POST", "GET", ""),
    rawTarget: fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom(target, "", "*", "?", "//", "http://"),
    ),
    headers: fc.dictionary(
      fc.constantFrom(
        "host",
        "forwarded",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-forwarded-port",
        "x-forwarded-prefix",
        "x-original-uri",
        "x-forwarded-uri",
      ),
      header,
    ),
    rawBody: fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string().map(bytes),
      fc.json().map(bytes),
      fc.base64String().map(bytes),
      fc.constant(bytes(encode(pairs))),
    ),
    signature: fc.oneof(fc.string(), fc.constantFrom(undefined, null, sign("", []))),
    publicBaseUrl: fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom(publicBaseUrl, "", "http://["),
    ),
    keyring: fc.constantFrom(keyring, noKeys),
    budget: fc.record({ maxHashes: fc.nat(50), maxHashedBytes: fc.nat(20_000) }),
  });

  test("it is answered in words, within the budget", () => {
    fc.assert(
      fc.property(hostile, (input) => {
        const diagnosis = diagnoseSignature(input);
        expect(diagnosis.sentence).not.toBe("");
        expect(diagnosis.hashesTried).toBeLessThanOrEqual(input.budget?.maxHashes ?? 0);
      }),
    );
  });

  test("a huge request spends its budget and no more, and its result stays small", () => {
    const list = Array.from({ length: 2000 }, (_, index) => `h${index}.test`).join(",");
    const many: ParameterPairs = Array.from({ length: 490 }, (_, index) => [
      `p${index}`,
      "x".repeat(90),
    ]);
    const tokens = Array.from({ length: 1000 }, (_, index) => `token-${index}`);
    const input = request({
      form: [...pairs, ...many],
      rawTarget: `${target}&a=${"b".repeat(3800)}`,
      headers: {
        "x-forwarded-host": list,
        "x-forwarded-proto": list,
        "x-forwarded-port": "1,2,3,4,5",
        "x-forwarded-prefix": list,
        forwarded: list,
      },
      signature: sign(publicUrl, pairs, strangerToken),
      keyring: createAccountKeyring({
        accountSid: mainSid,
        authToken: mainToken,
        previousAuthToken: previousToken,
        subaccounts: { [subSid]: tokens },
      }),
    });
    const diagnosis = diagnoseSignature(input);
    expect(diagnosis.found).toBe(false);
    const bodyBytes = input.rawBody.byteLength;
    expect(bodyBytes).toBeGreaterThan(45_000);
    expect(diagnosis.hashesTried * 40_000).toBeLessThan(DEFAULT_DIAGNOSIS_BUDGET.maxHashedBytes);
    expect(JSON.stringify(diagnosis).length).toBeLessThan(100_000);
  });

  test("an ordinary forgery stays within 600 hashes", () => {
    const { hashesTried } = diagnoseSignature(
      request({ signature: sign(publicUrl, pairs, strangerToken) }),
    );
    expect(hashesTried).toBeGreaterThan(300);
    expect(hashesTried).toBeLessThanOrEqual(600);
  });

  test("what fits nothing is never called found, and what is found has a valid attempt", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 8 }), (form) => {
        const rest = form.filter(([name]) => name !== "AccountSid");
        const all = [...pairs, ...rest];
        const forged = sign(publicUrl, all, strangerToken);
        expect(diagnoseSignature(request({ form: all, signature: forged })).found).toBe(false);
        const genuine = sign(publicUrl, all, subToken);
        const diagnosis = diagnoseSignature(request({ form: all, signature: genuine }));
        expect(diagnosis.found).toBe(true);
        expect(diagnosis.attempts.filter((attempt) => attempt.valid)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  test("any one known distortion of any form is found", () => {
    type Distortion = { body?: ParameterPairs; target?: string; base?: string };
    const distortions: ((form: ParameterPairs) => Distortion)[] = [
      (form) => ({ body: form.filter(([name]) => name !== "MessagingServiceSid") }),
      (form) => ({ body: [...form, ["Added", "x"]] }),
      (form) => ({ body: form.map(([name, value]) => [name, value.replaceAll("\n", "\r\n")]) }),
      (form) => ({ body: form.map(([name, value]) => [name, encodeURIComponent(value)]) }),
      (form) => ({ body: form, target: target.replace("?", "/?") }),
      (form) => ({ body: form, target: door }),
      (form) => ({ body: form, base: "http://example.com" }),
      (form) => ({ body: form, base: "https://example.com/prefix" }),
    ];
    const value = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\r", ""));
    fc.assert(
      fc.property(fc.constantFrom(...distortions), value, (distort, text) => {
        const form: ParameterPairs = [...pairs, ["Body", text], ["MessagingServiceSid", ""]];
        const { body = form, ...distorted } = distort(form);
        const diagnosis = diagnoseSignature(
          request({
            rawBody: bytes(encode(body)),
            rawTarget: distorted.target ?? target,
            publicBaseUrl: distorted.base ?? publicBaseUrl,
            headers: { "x-original-uri": target },
            signature: sign(publicUrl, form),
          }),
        );
        expect(diagnosis).toMatchObject({ found: true, signedUrl: publicUrl });
      }),
      { numRuns: 300 },
    );
  });

  test("the parameters are signed in a trial exactly as Twilio's helper signs them", () => {
    const name = fc.oneof(fc.constantFrom("__proto__", "0", "a"), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (rest) => {
        const form = [...pairs, ...rest.filter(([other]) => other !== "AccountSid")];
        const signedUrl = publicUrl.replace("https", "http");
        const rawBody = bytes(encode(form));
        expect(parseFormBody(rawBody)).toEqual(form);
        const diagnosis = diagnoseSignature(request({ rawBody, signature: sign(signedUrl, form) }));
        expect(diagnosis.signedUrl).toBe(signedUrl);
      }),
    );
  });
});

test("the checked address is the one that verification uses", () => {
  const rawTarget = `http://evil.test${target}#x`;
  const { checkedUrl } = diagnoseSignature(request({ rawTarget, signature: null }));
  expect(checkedUrl).toBe(publicUrl);
  expect(parseRequestTarget(rawTarget).origin).toBe("http://evil.test");
});

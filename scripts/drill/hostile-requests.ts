import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { DOOR_PATH, type LoadAccount } from "../load/signed-callbacks";

export type HostileRequest = {
  /** What is wrong with it, for the report. */
  kind: string;
  method: string;
  /** Written one after the other. */
  parts: Buffer[];
  /** Ends the sender's half of the connection behind the last part. */
  endsAfterwards: boolean;
  /** Whether HTTP leaves no doubt where it ends, so that an answer is due. */
  isWhole: boolean;
  /** Whether it calls the door's own address, and not in the words of Next.js's own browser code. */
  isAtDoor: boolean;
  /** Where a key of ours signed it and it is a status callback after all: its SID and its body. */
  valid: { sid: string; body: string } | null;
};

export type SigningPlace = LoadAccount & { publicBaseUrl: string };

const HOSTILE_NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "__defineGetter__",
  "then",
  "length",
  "",
  "\0",
  "a\0b",
  "a[b][c]",
  "a[]",
  "a;b",
  "\u202eSmsSid",
  "💥",
  "MessageSid\0",
  "messagesid",
  " MessageSid",
  "$where",
  "' OR 1=1 --",
  "{{7*7}}",
  "../../etc/passwd",
  "n".repeat(256),
] as const;

const HOSTILE_VALUES = [
  "",
  "\0",
  "\0\0\0",
  "\u2400",
  "\ufffe\uffff",
  "\u202e",
  "'; DROP TABLE messages; --",
  "<script>alert(1)</script>",
  "NaN",
  "-1",
  "1e308",
  "null",
  "true",
  "9".repeat(40),
  "[object Object]",
  "a\r\nSet-Cookie: b=c",
  "v".repeat(3_000),
] as const;

/** As they stand on the wire: broken escapes, overlong and surrogate UTF-8, raw bytes. */
const RAW_PIECES = [
  "%",
  "%0",
  "%zz",
  "%00",
  "%ff%fe",
  "%c0%80",
  "%ed%a0%80",
  "%f4%90%80%80",
  "%u0041",
  "+",
  "&&&&",
  "=",
  "==",
  "&=&=&",
  ";",
  "\0",
  "\xff\xfe",
  "\xed\xa0\x80",
  "\xc3",
  "%25252525",
] as const;

const nameText = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const valueText = fc.oneof(
  fc.constantFrom(...HOSTILE_VALUES),
  fc.string({ unit: "binary", maxLength: 200 }),
);
const pairs = fc.array(fc.tuple(nameText, valueText), { maxLength: 12 });
const rawPieces = fc.array(
  fc.oneof(fc.constantFrom(...RAW_PIECES), fc.stringMatching(/^[A-Za-z]{1,8}$/)),
  { maxLength: 20 },
);
const hex32 = fc.stringMatching(/^[0-9a-f]{32}$/);

function encode(form: readonly (readonly [string, string])[]): string {
  return new URLSearchParams(form.map(([name, value]) => [name, value])).toString();
}

function statusForm(accountSid: string, sid: string, status = "delivered"): [string, string][] {
  return [
    ["SmsSid", sid],
    ["SmsStatus", status],
    ["MessageStatus", status],
    ["To", "+14155550137"],
    ["MessageSid", sid],
    ["AccountSid", accountSid],
    ["From", "+16285550119"],
    ["ApiVersion", "2010-04-01"],
  ];
}

function nested(depth: number): string {
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
}

/** Bodies that no door should make an event of. */
function hostileBody(accountSid: string): fc.Arbitrary<Buffer> {
  const form = fc
    .tuple(hex32, pairs, rawPieces)
    .map(([hex, more, raw]) =>
      Buffer.from(
        `${encode([...statusForm(accountSid, `SM${hex}`), ...more])}&${raw.join("")}`,
        "latin1",
      ),
    );
  const other = fc.oneof(
    fc.constant(Buffer.alloc(0)),
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    rawPieces.map((raw) => Buffer.from(raw.join("&"), "latin1")),
    pairs.map((some) => Buffer.from(encode(some))),
    fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => Buffer.from(nested(depth))),
    fc
      .constantFrom(
        '{"__proto__":{"isAdmin":true}}',
        '{"specversion":"1.0","type":"com.twilio.messaging.message.delivered"}',
        "{",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        '--x\r\nContent-Disposition: form-data; name="MessageSid"\r\n\r\nSM\r\n--x--',
      )
      .map((text) => Buffer.from(text)),
    fc.integer({ min: 400, max: 3_000 }).map((count) => Buffer.from("a=b&".repeat(count))),
    fc.integer({ min: 250, max: 9_000 }).map((size) => Buffer.from(`${"k".repeat(size)}=v`)),
    fc.integer({ min: 60_000, max: 90_000 }).map((size) => Buffer.alloc(size, "a=b&")),
    pairs.map((some) => gzipSync(encode(some))),
  );
  return fc.oneof({ weight: 3, arbitrary: form }, { weight: 4, arbitrary: other });
}

const target = fc.oneof(
  { weight: 4, arbitrary: fc.constant(DOOR_PATH) },
  {
    weight: 3,
    arbitrary: rawPieces.map(
      (raw) => `${DOOR_PATH}?${raw.join("").replace(/[\0\x80-\xff]/g, "%00")}`,
    ),
  },
  { weight: 2, arbitrary: pairs.map((some) => `${DOOR_PATH}?${encode(some)}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `${DOOR_PATH}?`,
      `${DOOR_PATH}/`,
      `${DOOR_PATH}#fragment`,
      `${DOOR_PATH}?message=__proto__`,
      `${DOOR_PATH}?${"q".repeat(7_000)}`,
      `http://other.example${DOOR_PATH}`,
      `http://[::1]:99999999${DOOR_PATH}`,
      `//other.example${DOOR_PATH}`,
      `/api/%2e%2e${DOOR_PATH}`,
      DOOR_PATH.replace("message", "%6dessage"),
      `${DOOR_PATH}%00`,
      `${DOOR_PATH}?%`,
      `${DOOR_PATH}?_rsc=1`,
      `${DOOR_PATH}?a=\xff\xfe`,
    ),
  },
);

const method = fc.oneof(
  { weight: 12, arbitrary: fc.constant("POST") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "GET",
      "HEAD",
      "PUT",
      "PATCH",
      "DELETE",
      "OPTIONS",
      "TRACE",
      "CONNECT",
      "PROPFIND",
      "post",
      "P\0ST",
      "POSTPOSTPOST",
    ),
  },
);

const contentTypeLines = fc.constantFrom(
  ["Content-Type: application/x-www-form-urlencoded"],
  ["Content-Type: application/x-www-form-urlencoded; charset=UTF-8"],
  [],
  ["Content-Type: application/x-www-form-urlencoded", "Content-Type: application/json"],
  ["Content-Type: application/json", "Content-Type: application/x-www-form-urlencoded"],
  ["Content-Type: application/x-www-form-urlencoded; charset=utf-16"],
  ["Content-Type: multipart/form-data"],
  ["Content-Type: multipart/form-data; boundary=x"],
  ["Content-Type: application/json"],
  ["Content-Type: text/plain;charset=\xff"],
  ["Content-Type: "],
  ["Content-Type: ;;;;"],
  [`Content-Type: ${"a/".repeat(2_000)}`],
  ["content-type: APPLICATION/X-WWW-FORM-URLENCODED"],
);

const signatureLines = fc.oneof(
  fc
    .uint8Array({ minLength: 20, maxLength: 20 })
    .map((bytes) => [`X-Twilio-Signature: ${Buffer.from(bytes).toString("base64")}`]),
  fc.constantFrom(
    [],
    ["X-Twilio-Signature: "],
    ["X-Twilio-Signature: undefined"],
    [`X-Twilio-Signature: ${"A".repeat(27)}=`, `X-Twilio-Signature: ${"B".repeat(27)}=`],
    [`X-Twilio-Signature: ${"A".repeat(8_000)}`],
    [`X-Twilio-Signature: ${"A".repeat(27)}\xe9`],
  ),
);

const TRICKS = [
  "Host: a\r\nHost: b",
  "Host: \xff\xfe",
  "Connection: close",
  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13",
  "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
  "Expect: 100-continue",
  "Expect: nonsense",
  "X-HTTP-Method-Override: DELETE",
  "X-Forwarded-Host: evil.example, evil.example",
  "X-Forwarded-Proto: gopher",
  "X-Forwarded-For: <script>, ::ffff:999.1.1.1, ",
  "X-Forwarded-Prefix: ../../..",
  "X-Original-URI: \xff%zz?%",
  'Forwarded: for="[::1]";host=;proto=";',
  "I-Twilio-Idempotency-Token: \x01\x7f",
  `I-Twilio-Idempotency-Token: ${"t".repeat(5_000)}`,
  "Content-Encoding: gzip",
  "Content-Encoding: br, gzip",
  "Next-Action: 0123456789abcdef",
  "RSC: 1",
  "RSC: 1\r\nNext-Router-State-Tree: %5B",
  "X-Nextjs-Data: 1",
  "X-Middleware-Subrequest: middleware:middleware:middleware",
  "X-Matched-Path: /settings",
  "X-Invoke-Path: /%zz",
  "X-Now-Route-Matches: 1=%",
  "Cookie: a=%; __proto__=1",
  "Range: bytes=0-",
  "If-None-Match: *",
  "Accept-Encoding: \xff",
  "A : b",
  "A\0: b",
  "A: b\0c",
  "A: b\r\n folded",
  "A: b\nC: d",
  ": nameless",
  "nocolon",
  "__proto__: x",
  "constructor: x",
  Array.from({ length: 400 }, (_, index) => `X-${index}: y`).join("\r\n"),
  `X-Long: ${"z".repeat(20_000)}`,
] as const;

type Framing = { lines: string[]; body: Buffer; isWhole: boolean };

const framing: fc.Arbitrary<(body: Buffer) => Framing> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constant((body: Buffer) => ({
      lines: [`Content-Length: ${body.byteLength}`],
      body,
      isWhole: true,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 4_000 }).map((size) => (body: Buffer) => ({
      lines: ["Transfer-Encoding: chunked"],
      body: chunked(body, size),
      isWhole: true,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<(body: Buffer) => string[]>(
        () => [],
        () => ["Content-Length: -1"],
        () => ["Content-Length: 1e3"],
        () => ["Content-Length: 99999999999999999999"],
        () => ["Content-Length: 0x10"],
        (body) => [`Content-Length: ${body.byteLength}`, `Content-Length: ${body.byteLength + 1}`],
        (body) => [`Content-Length: ${body.byteLength}`, "Transfer-Encoding: chunked"],
        (body) => [`Content-Length: ${body.byteLength + 50}`],
        (body) => [`Content-Length: ${Math.floor(body.byteLength / 2)}`],
        () => ["Transfer-Encoding: xchunked"],
        () => ["Transfer-Encoding: chunked, identity"],
        () => ["Transfer-Encoding: chunked"],
      )
      .map((lines) => (body: Buffer) => ({ lines: lines(body), body, isWhole: false })),
  },
);

function chunked(body: Buffer, size: number): Buffer {
  const pieces: Buffer[] = [];
  for (let from = 0; from < body.byteLength; from += size) {
    const piece = body.subarray(from, from + size);
    pieces.push(Buffer.from(`${piece.byteLength.toString(16)}\r\n`), piece, Buffer.from("\r\n"));
  }
  return Buffer.concat([...pieces, Buffer.from("0\r\n\r\n")]);
}

/** Well-formed HTTP or nearly so, with something hostile in each part. */
function assembled(accountSid: string): fc.Arbitrary<HostileRequest> {
  return fc
    .record({
      method,
      target,
      version: fc.oneof(
        { weight: 20, arbitrary: fc.constant("HTTP/1.1") },
        {
          weight: 1,
          arbitrary: fc.constantFrom("HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1 ", ""),
        },
      ),
      body: hostileBody(accountSid),
      framing,
      contentTypeLines,
      signatureLines,
      tricks: fc.oneof(
        { weight: 2, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.array(fc.constantFrom<string[]>(...TRICKS), { maxLength: 3 }) },
      ),
      isSplit: fc.boolean(),
      isPipelined: fc.nat({ max: 20 }).map((number) => number === 0),
    })
    .map((one) => {
      const framed = one.framing(one.body);
      const isPlain =
        one.version === "HTTP/1.1" && one.tricks.length === 0 && one.method === "POST";
      const head = [
        `${one.method} ${one.target} ${one.version}`,
        "Host: hooks.example.com",
        ...one.contentTypeLines,
        ...one.signatureLines,
        ...one.tricks,
        ...framed.lines,
      ].join("\r\n");
      const bytes = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), framed.body]);
      const middle = Math.floor(bytes.byteLength / 2);
      const once = one.isSplit ? [bytes.subarray(0, middle), bytes.subarray(middle)] : [bytes];
      return {
        kind: `${one.method.replace(/[^A-Za-z]/g, "?")}${isPlain ? "" : " with tricks"}${framed.isWhole ? "" : ", broken framing"}`,
        method: one.method,
        parts: one.isPipelined ? [...once, ...once] : once,
        endsAfterwards: !(framed.isWhole && isPlain),
        isWhole: framed.isWhole && isPlain,
        isAtDoor:
          one.target.startsWith(DOOR_PATH) &&
          !one.tricks.some((trick) => /^(RSC|X-Nextjs)/.test(trick)),
        valid: null,
      };
    });
}

/** Bytes that are no HTTP. */
const noise: fc.Arbitrary<HostileRequest> = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        "\r\n\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        `POST ${DOOR_PATH} HTTP/1.1`,
        `POST ${DOOR_PATH} HTTP/1.1\r\nHost: a\r\n`,
        `POST ${DOOR_PATH}\r\n\r\n`,
        `POST\t${DOOR_PATH}\tHTTP/1.1\r\n\r\n`,
      )
      .map((text) => Buffer.from(text, "latin1")),
  )
  .map((bytes) => ({
    kind: "no HTTP",
    method: "",
    parts: [bytes],
    endsAfterwards: true,
    isWhole: false,
    isAtDoor: false,
    valid: null,
  }));

/** Really signed, and no status callback all the same. */
function signedNonsense(place: SigningPlace): fc.Arbitrary<HostileRequest> {
  const spoiled = fc.constantFrom<[string, string][]>(
    [
      ["MessageStatus", "\0"],
      ["SmsStatus", "\0"],
    ],
    [["MessageStatus", "two words"]],
    [["MessageStatus", "s".repeat(65)]],
    [["MessageSid", "SM\0"]],
    [
      ["SmsStatus", "received"],
      ["MessageStatus", ""],
    ],
    [["SmsSid", `SM${"0".repeat(32)}`]],
    [
      ["MessageStatus", ""],
      ["SmsStatus", ""],
    ],
  );
  return fc.tuple(hex32, pairs, spoiled).map(([hex, more, changes]) => {
    const changed = new Map(changes);
    const base = statusForm(place.accountSid, `SM${hex}`).map(([name, value]): [string, string] => [
      name,
      changed.get(name) ?? value,
    ]);
    return signed(place, [...base, ...extra(more)], "signed, no status", null);
  });
}

/** Really signed status callbacks with hostile parameters beside what makes them one: these become events. */
function signedCallback(place: SigningPlace): fc.Arbitrary<HostileRequest> {
  const status = fc.constantFrom("delivered", "sent", "__proto__", "constructor", "<b>", "unheard");
  return fc.tuple(hex32, pairs, status).map(([hex, more, word]) => {
    const sid = `SM${hex}`;
    const form = [...statusForm(place.accountSid, sid, word), ...extra(more)];
    return signed(place, form, "signed, a status", sid);
  });
}

/** Without what would make another reading of the form. */
function extra(more: readonly [string, string][]): [string, string][] {
  const single = new Set(statusForm("", "").map(([name]) => name));
  return more.filter(([name]) => !single.has(name));
}

function signed(
  place: SigningPlace,
  form: [string, string][],
  kind: string,
  sid: string | null,
): HostileRequest {
  const params: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of form) {
    const known = params[name];
    params[name] = known === undefined ? value : [known, value].flat();
  }
  const url = place.publicBaseUrl + DOOR_PATH;
  const body = encode(form);
  const head = [
    `POST ${DOOR_PATH} HTTP/1.1`,
    "Host: hooks.example.com",
    "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
    `I-Twilio-Idempotency-Token: ${randomUUID()}`,
    `X-Twilio-Signature: ${getExpectedTwilioSignature(place.authToken, url, params)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join("\r\n");
  return {
    kind,
    method: "POST",
    parts: [Buffer.from(`${head}\r\n\r\n${body}`)],
    endsAfterwards: false,
    isWhole: true,
    isAtDoor: true,
    valid: sid === null ? null : { sid, body },
  };
}

const CHUNK = 500;

/** Malformed, hostile and random requests; the same seed makes the same ones. */
export function* hostileRequests(
  place: SigningPlace,
  seed: number,
  count: number,
): Generator<HostileRequest> {
  const any = fc.oneof(
    { weight: 40, arbitrary: assembled(place.accountSid) },
    { weight: 6, arbitrary: noise },
    { weight: 2, arbitrary: signedNonsense(place) },
    { weight: 1, arbitrary: signedCallback(place) },
  );
  for (let made = 0; made < count; made += CHUNK) {
    const numRuns = Math.min(CHUNK, count - made);
    yield* fc.sample(any, { seed: seed * 1_000_003 + made, numRuns });
  }
}

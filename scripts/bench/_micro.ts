import { createStatusCallbackDoor, callbackTrustOf } from "@/lib/services/status-callback-door";
import { examineCallback } from "@/lib/services/receive-status-callback";
import { keepHeaders } from "@/lib/services/callback-headers";
import { parseFormBody, parseQuery, toSignatureParams } from "@/lib/twilio/form-body";
import { composeSignedUrl, parsePublicBaseUrl, parseRequestTarget } from "@/lib/twilio/public-url";
import { verifySignature } from "@/lib/twilio/signature";
import { findAccountSid, findFormatRefusal, readStatusCallback } from "@/lib/twilio/status-callback";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { createHash, createHmac } from "node:crypto";
import { freshAccount, signedCallbacks } from "../load/signed-callbacks";
import { instantFromUs } from "@/lib/domain/instant";

const account = freshAccount();
const env = { TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken, TWILIO_AUTH_TOKEN_PREVIOUS: undefined, TWILIO_SUBACCOUNTS: {}, PUBLIC_BASE_URL: "http://127.0.0.1:3000" };
const trust = callbackTrustOf(env as never);
const list = [...signedCallbacks({ ...account, publicBaseUrl: env.PUBLIC_BASE_URL, seed: "x", count: 4000 })];
const reqs = list.map((c) => ({
  rawTarget: c.target,
  headers: [["Host", "127.0.0.1:3000"], ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["Content-Length", String(c.body.length)], ["Accept", "*/*"], ["User-Agent", "TwilioProxy/1.1"], ["I-Twilio-Idempotency-Token", c.idempotencyToken], ["X-Twilio-Signature", c.signature], ["X-Home-Region", "us1"]] as [string, string][],
  rawBody: Buffer.from(c.body), remoteAddress: "127.0.0.1", receivedAtUs: 1.7e15,
}));
function bench(name: string, fn: (i: number) => unknown, n = 4000) {
  for (let w = 0; w < 5; w++) for (let i = 0; i < n; i++) fn(i);
  let best = Infinity;
  for (let r = 0; r < 25; r++) {
    for (let base = 0; base < n; base += 500) {
      const t = performance.now();
      for (let i = base; i < base + 500; i++) fn(i);
      best = Math.min(best, (performance.now() - t) / 500 * 1000);
    }
  }
  console.log(name.padEnd(32), best.toFixed(2), "us");
}
const r = (i: number) => reqs[i]!;
const pairs = reqs.map((x) => parseFormBody(x.rawBody));
const sp = pairs.map(toSignatureParams);
const exam = reqs.map((x) => examineCallback(trust, x));
bench("examineCallback", (i) => examineCallback(trust, r(i)));
bench(" parseRequestTarget", (i) => parseRequestTarget(r(i).rawTarget));
bench(" parseQuery empty", () => parseQuery(""));
bench(" findFormatRefusal", (i) => findFormatRefusal({ contentType: r(i).headers[1]![1], rawBody: r(i).rawBody, queryPairs: [] }));
bench(" parseFormBody", (i) => parseFormBody(r(i).rawBody));
bench(" toSignatureParams", (i) => toSignatureParams(pairs[i]!));
bench(" findAccountSid", (i) => findAccountSid(pairs[i]!));
bench(" composeSignedUrl", (i) => composeSignedUrl(parsePublicBaseUrl(env.PUBLIC_BASE_URL)!, r(i).rawTarget));
bench(" verifySignature", (i) => verifySignature({ url: env.PUBLIC_BASE_URL + r(i).rawTarget, signature: r(i).headers[6]![1], params: sp[i]!, keys: trust.keyring.find(account.accountSid) }));
bench("  helper alone", (i) => getExpectedTwilioSignature(account.authToken, env.PUBLIC_BASE_URL + r(i).rawTarget, sp[i]!));
bench("  hmac alone", (i) => createHmac("sha1", account.authToken).update(r(i).rawBody).digest("base64"));
bench(" forged verify", (i) => verifySignature({ url: env.PUBLIC_BASE_URL + r(i).rawTarget, signature: "Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ=", params: sp[i]!, keys: trust.keyring.find(account.accountSid) }));
bench(" readStatusCallback", (i) => readStatusCallback(pairs[i]!, []));
bench(" keepHeaders", (i) => keepHeaders(r(i).headers));
bench(" instantFromUs", (i) => instantFromUs(r(i).receivedAtUs));
bench(" sha256 key", (i) => createHash("sha256").update("abc\0").update(r(i).rawBody).digest("hex"));
// db part with a fake db
const { recordStatusEvents } = await import("@/lib/db/status-events");
let size = 0;
const fake = { $queryRawUnsafe: async (_sql: string, input: string) => { size = input.length; const rows = JSON.parse(input); return rows.map((x: any) => ({ n: x.n, message_id: x.orphan_id, seq: String(x.n), is_new: true, is_orphan: true, claimant: null })); } };
const events = exam.map((e) => (e.ok ? e.event : null)!);
for (const batch of [1, 32, 64, 200]) {
  const sets = Array.from({ length: 10 }, (_, k) => events.slice(k * batch, k * batch + batch));
  let best = Infinity; let parse = Infinity;
  for (let w = 0; w < 200; w++) { const t = performance.now(); await recordStatusEvents(fake as never, sets[w % 10]!); best = Math.min(best, performance.now() - t); }
  const s = JSON.stringify(Array.from({ length: size }, () => 0)).slice(0, size);
  console.log("recordStatusEvents client", batch, (best * 1000 / batch).toFixed(1), "us/item (incl. a JSON.parse)", size);
  void s; void parse;
}

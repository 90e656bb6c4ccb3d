import * as fc from "fast-check";
import { getExpectedTwilioSignature, validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import { listSignedUrlForms } from "@/lib/twilio/signed-url-forms";

const SECRET = "12345";

const addresses = fc
  .record({
    scheme: fc.constantFrom("https://", "http://", "HTTPS://"),
    user: fc.constantFrom("", "user@", "user:word@"),
    host: fc.constantFrom("example.com", "Example.COM", "[::1]", "127.0.0.1", "bücher.example"),
    port: fc.constantFrom("", ":443", ":80", ":8443"),
    path: fc.constantFrom("", "/", "/a b", "/it's", "/a%20b/", "/é"),
    query: fc.oneof(
      fc.constantFrom("", "?", "?a=it's&b=1+2", "?a=%27&a=2", "?message=msg_1&x=%C3%A9", "?a&b="),
      fc.string({ maxLength: 12 }).map((text) => `?q=${text.replaceAll("#", "")}`),
    ),
  })
  .map(({ scheme, user, host, port, path, query }) => scheme + user + host + port + path + query)
  .filter((url) => URL.canParse(url));

describe("the forms of a signed address", () => {
  test("are each accepted by Twilio's helper, and whatever it accepts is among them", () => {
    fc.assert(
      fc.property(addresses, addresses, (url, other) => {
        const forms = listSignedUrlForms(url);
        for (const form of forms) {
          const signature = getExpectedTwilioSignature(SECRET, form, {});
          expect(validateRequest(SECRET, signature, url, {})).toBe(true);
        }
        for (const signed of [other, ...listSignedUrlForms(other), url]) {
          const signature = getExpectedTwilioSignature(SECRET, signed, {});
          expect(forms.includes(signed)).toBe(validateRequest(SECRET, signature, url, {}));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("are two for an ordinary callback URL, so that a forged signature costs little", () => {
    expect(
      listSignedUrlForms("https://example.com/api/webhooks/twilio/message-status?message=msg_1"),
    ).toEqual([
      "https://example.com/api/webhooks/twilio/message-status?message=msg_1",
      "https://example.com:443/api/webhooks/twilio/message-status?message=msg_1",
    ]);
  });
});
